# Completion of negtrack for bash 4 or later: source <(negtrack completion bash)
_negtrack() {
    local program=$1 line word
    type -P -- "$program" >/dev/null || program=negtrack
    COMPREPLY=()
    while IFS= read -r line; do
        word=${line%%$'\t'*}
        case $word in
            :files) compopt -o default; COMPREPLY=(); return ;;
            :folders) compopt -o dirnames; COMPREPLY=(); return ;;
        esac
        [ -z "${line##*$'\t'}" ] || compopt -o nospace
        COMPREPLY+=("$word")
    done < <("$program" complete bash "${COMP_LINE:0:COMP_POINT}" "${COMP_WORDS[COMP_CWORD]}" 2>/dev/null)
}
complete -F _negtrack negtrack
