# What every test file begins with: the module as it was built, and a real sandbox of its own.
# Not a test itself: dot-source it in BeforeAll.

$manifest = Join-Path $PSScriptRoot '../../output/WildixPbx/WildixPbx.psd1'
if (-not (Test-Path $manifest)) { throw 'There is no built module in output/WildixPbx. Build it first: ./build.ps1, or dotnet build.' }
$manifest = (Resolve-Path $manifest).ProviderPath
if (Get-Module WildixPbx | Where-Object ModuleBase -NE (Split-Path $manifest)) { throw 'Another WildixPbx is loaded. Run the tests in a new session.' }
Import-Module $manifest

# Settings of whoever runs the tests must not reach them, nor theirs a sandbox of that user.
$script:kept = @{}
function Enter-TestPortal {
    foreach ($name in 'WMP_STATE_PATH', 'WMP_URI', 'WMP_TOKEN', 'WMP_TOKEN_FILE', 'HTTP_PROXY', 'HTTPS_PROXY') {
        $script:kept[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $null)
    }
    $env:WMP_STATE_PATH = "$TestDrive"
    Start-WmpSandbox -Temporary -Name "pester-$PID-$([guid]::NewGuid().ToString('N').Substring(0, 8))"
}

function Exit-TestPortal($Sandbox) {
    Disconnect-Wmp
    if ($Sandbox) { $Sandbox | Stop-WmpSandbox }
    foreach ($name in $script:kept.Keys) { [Environment]::SetEnvironmentVariable($name, $script:kept[$name]) }
}

# A name that nothing else in this sandbox has.
function Get-TestName([string] $Prefix = 'pbx') { '{0}-{1}' -f $Prefix, [guid]::NewGuid().ToString('N').Substring(0, 8) }

# A customer with a contact, as New-WmpPbx needs one.
function New-TestCustomer {
    $customer = New-WmpCustomer (Get-TestName 'customer')
    $null = $customer | Add-WmpContact -Name 'IT office' -Email 'it@example.org'
    $customer
}

# PBXs to change, with 10 UC-Essential each; only their names are returned.
function New-TestPbx([int] $Count = 1, [string] $Term = 'Yearly') {
    if (-not $script:customer) { $script:customer = New-TestCustomer }
    $pbx = @{ Customer = $script:customer.Id; Platform = 'Virtual'; Term = $Term; UcEssential = 10; Force = $true }
    1..$Count | ForEach-Object { (New-WmpPbx -Name (Get-TestName) @pbx).Name }
}

# What a query needs of the portal, in requests.
function Measure-Request([scriptblock] $Query) {
    $before = (Get-WmpSandbox $script:sandbox.Name).Statistics.Requests
    $null = & $Query
    (Get-WmpSandbox $script:sandbox.Name).Statistics.Requests - $before
}

# How many changes the sandbox was asked for until now; questions with dryRun are none.
function Get-MutationCount { (Get-WmpSandbox $script:sandbox.Name).Statistics.MutatingRequests }

# A CSV file from its lines, as a path.
function New-TestCsv([string[]] $Line) {
    $path = Join-Path $TestDrive "$(Get-TestName 'rows').csv"
    Set-Content -Path $path -Value $Line
    $path
}

# What a table looks like, without colours.
function Get-TableText([object[]] $InputObject, [int] $Width) { ($InputObject | Out-String -Width $Width) -replace '\e\[[0-9;]*m' }
