# Completes akg in fish: akg completion fish > ~/.config/fish/completions/akg.fish
function __akg_complete
    set -l akg (commandline -opc)[1]
    set -lx _AKG_COMPLETE fish
    set -l lines ($akg (commandline -pc | string collect) 2>/dev/null)
    switch "$lines[1]"
        case words
            printf '%s\n' $lines[2..-1]
        case files
            __fish_complete_path (commandline -ct)
        case folders
            __fish_complete_directories (commandline -ct) ''
    end
end
complete --command akg --no-files --keep-order --arguments '(__akg_complete)'
