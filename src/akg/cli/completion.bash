# Completes akg in bash: eval "$(akg completion bash)" in ~/.bashrc; for an alias k: complete -o nosort -F _akg k
_akg() {
    local akg=${1/#\~/$HOME} told='' line
    type -P -- "$akg" >/dev/null || akg=akg # an alias
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ -z $told ]]; then told=$line; else COMPREPLY+=("$line"); fi
    done < <(_AKG_COMPLETE=bash "$akg" "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null)
    case $told in
        many) compopt -o filenames || for line in "${!COMPREPLY[@]}"; do
                COMPREPLY[line]=$(printf %q "${COMPREPLY[line]}")
            done ;;
        files) compopt -o default ;;
        folders) compopt -o dirnames ;;
    esac 2>/dev/null # bash before 4 has no compopt: there readline quotes nothing, and completes no paths here
}
complete -o nosort -F _akg akg 2>/dev/null || complete -F _akg akg
