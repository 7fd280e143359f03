# Completion of icmap in fish. Candidates are data: nothing that a map says is ever evaluated.
function __icmap_complete
    set -l before (commandline -opc)
    set -l found (_ICMAP_COMPLETE=fish $before[1] $before[2..-1] (commandline -ct | string unescape) 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c icmap -f -a '(__icmap_complete)'
