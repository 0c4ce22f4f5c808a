# Completes akg in fish: akg completion fish > ~/.config/fish/completions/akg.fish
function __akg_complete
    set -l akg (commandline -opc)[1]
    set -lx _AKG_COMPLETE fish
    set -l lines ($akg (commandline -pc | string collect) 2>/dev/null)
    switch "$lines[1]"
        case words
            printf '%s\n' $lines[2..-1]
        case files folders
            set -l option (commandline -ct | string match --regex -- '^--[a-z-]+=')
            for path in (complete --do-complete "'' "(commandline -ct | string replace -- "$option" ''))
                if test $lines[1] = files; or string match --quiet --regex '/(\t|$)' -- $path
                    printf '%s\n' "$option$path"
                end
            end
    end
end
complete --command akg --no-files --keep-order --arguments '(__akg_complete)'
