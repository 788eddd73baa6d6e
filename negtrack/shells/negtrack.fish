# Completion of negtrack for fish: negtrack completion fish | source
function __negtrack
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in ($words[1] complete fish $words[2..-1] "$current" 2>/dev/null)
        set -l part (string split \t -- $line)
        switch $part[1]
            case :files
                __fish_complete_path "$current"
            case :folders
                __fish_complete_directories "$current" ''
            case '*'
                printf '%s\t%s\n' $part[1] $part[2]
        end
    end
end
complete -c negtrack -f -a '(__negtrack)'
