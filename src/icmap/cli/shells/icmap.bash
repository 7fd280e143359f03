# Completion of icmap in bash 4.4 or newer. Candidates are data: nothing that a map says is ever evaluated.
_icmap() {
    local line IFS=$'\n'
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("${line%%$'\t'*}")
    done < <(_ICMAP_COMPLETE=bash "$1" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    # readline quotes what it inserts; where there is nothing to offer, files are
    compopt -o filenames 2>/dev/null
}
complete -o default -F _icmap icmap
