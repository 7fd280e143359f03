# Completion of icmap in PowerShell 5 or newer. Candidates are data: nothing that a map says is ever evaluated.
Register-ArgumentCompleter -Native -CommandName icmap -ScriptBlock {
    param($word, $line, $cursor)
    $words = @($line.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.ToString() }
    })
    $words += $word.Trim("'", '"')
    $env:_ICMAP_COMPLETE = 'powershell'
    try {
        icmap @words 2>$null | ForEach-Object {
            $value, $what = $_ -split "`t", 2
            $text = if ($value -match '^[\w./=-]+$') { $value } else { "'" + $value.Replace("'", "''") + "'" }
            $shown = if ($what) { $what } else { $value }
            [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $shown)
        }
    } finally {
        Remove-Item Env:_ICMAP_COMPLETE
    }
}
