<#
.SYNOPSIS
    What the examples that check themselves share: a heading for each step, a state that must be so, a change that must be refused.
.DESCRIPTION
    Is dot-sourced. $script:checks counts what was checked.
#>
$script:checks = 0

function Step([string] $Heading) { ''; $Heading }

# Checks one state and says it.
function Assert-State([string] $What, $Actual, $Expected) {
    $script:checks++
    if ("$Actual" -ne "$Expected") { throw "${What}: expected '$Expected', found '$Actual'." }
    "    ok  $What = $Expected"
}

# Checks that something is refused, by which rule, and that nothing is changed by it.
function Assert-Refused([string] $What, [string] $Rule, [scriptblock] $Attempt) {
    $script:checks++
    try { & $Attempt | Out-Null }
    catch [WildixPbx.WildixPbxException] {
        if ($_.Exception.ErrorId -ne $Rule) { throw "${What}: expected the rule $Rule, found $($_.Exception.ErrorId)." }
        return "    ok  $What is refused: $Rule"
    }
    throw "${What}: expected the rule $Rule, and it was accepted."
}
