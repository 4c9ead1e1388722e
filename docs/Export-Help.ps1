<#
.SYNOPSIS
    Writes module/en-US/WildixPbx.PowerShell.dll-Help.xml from the pages in docs/en-US.
.DESCRIPTION
    PlatyPS makes the help file of the pages and keeps their Markdown as it is written. Get-Help shows that text plainly,
    so what is only Markdown is taken out: fences, backquotes, stars, and addresses of other pages. Needs the module
    Microsoft.PowerShell.PlatyPS, 1.0 or later. The same pages give the same file.
.PARAMETER Pages
    The folder of the pages.
.PARAMETER Path
    The help file to write.
#>
[CmdletBinding()]
param(
    [string] $Pages = (Join-Path $PSScriptRoot 'en-US'),
    [string] $Path = (Join-Path $PSScriptRoot '../module/en-US/WildixPbx.PowerShell.dll-Help.xml')
)
$ErrorActionPreference = 'Stop'
Import-Module Microsoft.PowerShell.PlatyPS -MinimumVersion 1.0.0

# One line of a paragraph without its Markdown; null for a line that is only a fence.
function ConvertTo-PlainLine([string] $Line, [ref] $InCode) {
    if ($Line.StartsWith('```')) { $InCode.Value = -not $InCode.Value; return $null }
    if ($InCode.Value) { return $Line }
    $Line -replace '\[([^\]]+)\]\([^)]*\)', '$1' -replace '\*\*([^*]+)\*\*', '$1' -replace '`([^`]+)`', '$1'
}

# The paragraphs of one element. In an example they become one, with empty lines between: Get-Help would run them together.
# PlatyPS writes an empty line as a control character, and splits code at its empty lines, so the fence is remembered.
function Update-Paragraph([System.Xml.XmlElement] $Element) {
    $inCode = $false
    $paragraphs = @($Element.ChildNodes | Where-Object LocalName -EQ 'para')
    $texts = @(foreach ($paragraph in $paragraphs) {
            $lines = @(foreach ($line in $paragraph.InnerText.Trim([char] 0x80) -split '\r?\n') { ConvertTo-PlainLine $line ([ref] $inCode) })
            $lines.Where({ $null -ne $_ }) -join "`n"
        })
    if ($Element.LocalName -eq 'introduction') { $texts = @($texts.Where({ $_ }) -join "`n`n") }
    for ($i = 0; $i -lt $paragraphs.Count; $i++) {
        if ($i -lt $texts.Count) { $paragraphs[$i].InnerText = $texts[$i] } else { [void] $Element.RemoveChild($paragraphs[$i]) }
    }
}

$scratch = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
try {
    Get-ChildItem $Pages -Filter '*-*.md' | Sort-Object Name | ForEach-Object { Import-MarkdownCommandHelp -Path $_.FullName } |
        Export-MamlCommandHelp -OutputFolder $scratch -Force | Out-Null
    $help = [System.Xml.XmlDocument]::new()
    $help.Load((Get-ChildItem $scratch -Recurse -Filter '*-Help.xml').FullName)
}
finally { Remove-Item $scratch -Recurse -ErrorAction SilentlyContinue }

foreach ($element in @($help.SelectNodes("//*[*[local-name()='para']]"))) { Update-Paragraph $element }
foreach ($link in @($help.SelectNodes("//*[local-name()='navigationLink']"))) {
    $uri = $link.SelectSingleNode("*[local-name()='uri']")
    if ($link.SelectSingleNode("*[local-name()='linkText']").InnerText -eq 'Online Version' -and -not $uri.InnerText) { [void] $link.ParentNode.RemoveChild($link) }
    elseif ($uri.InnerText -like '*.md') { $uri.InnerText = '' }
}

$settings = [System.Xml.XmlWriterSettings] @{ Indent = $true; NewLineChars = "`n"; Encoding = [Text.UTF8Encoding]::new($false) }
$writer = [System.Xml.XmlWriter]::Create($ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path), $settings)
try { $help.Save($writer) } finally { $writer.Dispose() }
[IO.File]::AppendAllText($ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path), "`n")
Get-Item $Path
