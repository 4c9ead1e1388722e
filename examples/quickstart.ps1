<#
.SYNOPSIS
    From a CSV of an estate to changed licences, on a sandbox portal.
.DESCRIPTION
    Starts a sandbox portal, creates the customers, contacts and PBXs of estate.csv that are missing, buys the boxes they
    need, then sets the licences of changes.csv, and shows what changed, what waits for a Wildix manager, and what was
    refused. A second run finds everything as it should be and changes nothing.
.PARAMETER Name
    The sandbox's name: its data stay between runs.
.PARAMETER Data
    The folder of estate.csv and changes.csv.
.PARAMETER Reset
    Begins with an empty portal.
#>
param(
    [string] $Name = 'quickstart',
    [string] $Data = (Join-Path $PSScriptRoot 'data'),
    [switch] $Reset
)
$ErrorActionPreference = 'Stop'
if (-not (Get-Module WildixPbx)) { Import-Module (Join-Path $PSScriptRoot '../output/WildixPbx') }

# Rows that are refused are gathered and shown at the end; they don't stop the others.
$gather = @{ ErrorAction = 'SilentlyContinue'; WarningAction = 'SilentlyContinue'; Force = $true }

# One object for each error, in the order of the file: its line there, the rule, the object, and what to do about it.
function ConvertTo-Refusal($File, $Rows, $Errors) {
    $refusals = foreach ($problem in $Errors | Where-Object { $_.Exception -is [WildixPbx.WildixPbxException] }) {
        $about = $problem.TargetObject
        $index = [array]::IndexOf($Rows, $about)
        if ($index -lt 0) { $index = [array]::IndexOf(@($Rows.Customer), $(if ($about.Customer) { $about.Customer } else { "$about" })) } # a customer stands on several rows
        [pscustomobject]@{
            File     = $File
            Line     = $index + 2 # the header is line 1
            Rule     = $problem.Exception.ErrorId
            Subject  = if ($about.Identity) { $about.Identity } elseif ($about.Name) { $about.Name } else { "$about" }
            WhatToDo = $problem.ErrorDetails.RecommendedAction
        }
    }
    $refusals | Sort-Object Line
}

# A heading, and a table as wide as the window; as text, so that it can be redirected.
function Show-Table($Heading, $Rows) {
    ''
    "${Heading}: $($Rows.Count)"
    if ($Rows) { ($Rows | Out-String).TrimEnd() }
}

try {
    $sandbox = Start-WmpSandbox -Name $Name -Reset:$Reset
    $connection = $sandbox | Connect-Wmp

    # The estate: one row a PBX, the customer repeated on each.
    $estate = @(Import-Csv (Join-Path $Data 'estate.csv'))
    $customers = @($estate | Group-Object Customer | ForEach-Object { $_.Group[0] } |
        Select-Object @{ n = 'Customer'; e = { $_.Customer } }, @{ n = 'Name'; e = { $_.ContactName } }, @{ n = 'Email'; e = { $_.ContactEmail } })
    $newCustomers = @($customers | ForEach-Object { $_.Customer } | New-WmpCustomer @gather -ErrorVariable badCustomers | Where-Object Changed)
    $newContacts = @($customers | Add-WmpContact @gather -ErrorVariable badContacts | Where-Object Changed)

    # What is missing. A name that stands twice in the file is kept, to be refused by name.
    $existing = @{}
    Get-WmpPbx | ForEach-Object { $existing[$_.Name] = $true }
    $seen = @{}
    $missing = @($estate | Where-Object {
            $key = $_.Name.Trim().ToLowerInvariant()
            $twice = $seen.ContainsKey($key)
            $seen[$key] = $true
            $twice -or -not $existing.ContainsKey($key)
        })

    # Boxes are bought before their PBXs are created; boxes left from before are used first.
    $needed = @($missing | Where-Object Platform -EQ 'Hardware').Count
    $left = 0
    Get-WmpHardwareOrder -Item WPBX-HW -Unused | ForEach-Object { $left += $_.Unused }
    if ($needed -gt $left) { $bought = New-WmpHardwareOrder -Quantity ($needed - $left) -MaximumFee 100000 -Force }

    $created = @($missing | New-WmpPbx @gather -ThrottleLimit 8 -MaximumFee 250000 -ErrorVariable badPbxs)

    # The main job: the licences of many PBXs, from a file.
    $changes = @(Import-Csv (Join-Path $Data 'changes.csv'))
    $results = @($changes | Set-WmpLicense @gather -ThrottleLimit 8 -MaximumFee 50000 -ErrorVariable badChanges)
    $changed = @($results | Where-Object Changed | Sort-Object InputIndex, Profile)

    ''
    "Sandbox '$Name': $($newCustomers.Count) customers, $($newContacts.Count) contacts and $($created.Count) PBXs created, $(if ($bought) { $bought.Quantity } else { 0 }) boxes bought."
    Show-Table 'Changed licences' $changed
    Show-Table 'Waiting for a Wildix manager' @(Get-WmpRequest -State Pending)

    # Advice is read in full, however narrow the window is: it has a line of its own.
    $refused = @(
        ConvertTo-Refusal 'estate.csv' $estate (@($badCustomers) + @($badContacts) + @($badPbxs))
        ConvertTo-Refusal 'changes.csv' $changes $badChanges
    )
    ''
    "Refused: $($refused.Count)"
    $layout = '{0,-16} {1,-24} {2}'
    if ($refused) { ''; $layout -f 'Row', 'Rule', 'Subject, and what to do'; $layout -f '---', '----', '-----------------------' }
    foreach ($refusal in $refused) {
        $layout -f "$($refusal.File):$($refusal.Line)", $refusal.Rule, $refusal.Subject
        "    $($refusal.WhatToDo)"
    }
    ''
}
finally {
    if ($connection) { $connection | Disconnect-Wmp }
    if ($sandbox) { $sandbox | Stop-WmpSandbox }
}
exit 0
