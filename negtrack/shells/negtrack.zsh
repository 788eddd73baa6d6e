#compdef negtrack
# Completion of negtrack for zsh, after compinit: source <(negtrack completion zsh)
_negtrack() {
    local program=${(Q)words[1]} line word told
    local -a whole open
    (( $+commands[$program] )) || [[ -x $program ]] || program=negtrack
    while IFS= read -r line; do
        word=${line%%$'\t'*} told=${line#*$'\t'}
        case $word in
            :files) _files; return ;;
            :folders) _files -/; return ;;
        esac
        if [[ -n ${told##*$'\t'} ]]; then
            open+=("${word//:/\\:}:${told%%$'\t'*}")
        else
            whole+=("${word//:/\\:}:${told%%$'\t'*}")
        fi
    done < <("$program" complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)
    local none=1
    (( $#whole )) && _describe 'negtrack' whole && none=0
    (( $#open )) && _describe 'negtrack' open -S '' && none=0
    return none
}
compdef _negtrack negtrack
