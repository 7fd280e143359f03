#compdef icmap
# Completion of icmap in zsh. Candidates are data: nothing that a map says is ever evaluated.
_icmap() {
    local line
    local -a candidates
    for line in "${(@f)$(_ICMAP_COMPLETE=zsh "${(Q)words[1]}" "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        [[ -n $line ]] && candidates+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    done
    if (( ${#candidates} )); then
        _describe -t icmap icmap candidates
    else
        _files
    fi
}
compdef _icmap icmap
