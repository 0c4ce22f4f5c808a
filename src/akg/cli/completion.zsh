# Completes akg in zsh: eval "$(akg completion zsh)" in ~/.zshrc, after compinit; for an alias k nothing is needed
_akg() {
    local akg=${(Q)words[1]} line told
    local -a values shown
    akg=${akg/#\~\//$HOME/}
    whence -p -- $akg >/dev/null || akg=akg
    _AKG_COMPLETE=zsh $akg "${(j: :)words[1,CURRENT-1]} $IPREFIX$QIPREFIX$PREFIX" 2>/dev/null | while IFS= read -r line; do
        if [[ -z $told ]]; then
            told=$line
        else
            values+=("${line%%$'\t'*}")
            shown+=("${line#*$'\t'}")
        fi
    done
    case $told in
        files) compset -P '--*='; _files ;;
        folders) compset -P '--*='; _files -/ ;;
        list) compstate[insert]= compstate[list]='list force' ;&
        *) compadd -V akg -U -l -d shown -a values ;;
    esac
}
compdef _akg akg
