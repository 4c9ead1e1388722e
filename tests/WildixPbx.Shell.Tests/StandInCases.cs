namespace WildixPbx.Shell.Tests;

/// <summary>Name of what would be caught, script, and its outputs joined with |, then the ids of errors.</summary>
static class StandInCases
{
    public static Dictionary<string, (string Script, string Expected)> All { get; } = new()
    {
        ["csv_blank_cell_is_empty_text_and_not_null"] = ("""
            [IO.File]::WriteAllText("$root/blank.csv", "Name,Count,Note`r`nx, ,`r`n`r`nz`r`n")
            Import-Csv blank.csv | ForEach-Object { "<$($_.Count)>$($_.Count -is [string])$($null -eq $_.Note)" }
            """, "<>TrueFalse|<>FalseTrue"),
        ["csv_bom_is_no_part_of_the_first_header"] = ("""
            [IO.File]::WriteAllText("$root/bom.csv", "Name`nx", [Text.UTF8Encoding]::new($true)); (Import-Csv bom.csv).Name
            """, "x"),
        ["csv_quotes_line_breaks_and_delimiters_survive_a_round_trip"] = ("""
            [pscustomobject]@{ A = "say ""hi""`nagain, and"; B = ' =1'; C = '' } | Export-Csv round.csv
            $back = Import-Csv round.csv; $back.A -ceq "say ""hi""`nagain, and"; "<$($back.B)><$($back.C)>"
            """, "True|< =1><>"),
        ["csv_type_line_and_trailing_separators_are_skipped"] = ("""
            "#TYPE X`na,b,,`n1,2,," | ConvertFrom-Csv | ForEach-Object { "$($_.PSObject.Properties.Name)=$($_.b)" }
            """, "a b=2"),
        ["csv_duplicate_header_is_refused"] = ("\"a,A`n1,2\" | ConvertFrom-Csv", "THROWN CsvHeader,WildixPbx.Shell.StandIns.ConvertFromCsv"),
        ["csv_missing_header_is_refused"] = ("\"a,,c`n1,2,3\" | ConvertFrom-Csv", "THROWN CsvHeader,WildixPbx.Shell.StandIns.ConvertFromCsv"),
        ["csv_own_header_and_delimiter"] = ("\"1;2\" | ConvertFrom-Csv -Delimiter ';' -Header a, b | ForEach-Object b", "2"),
        ["csv_missing_file_is_an_error"] = ("Import-Csv nowhere.csv; 'on'", "on ERROR FileOpenFailure,WildixPbx.Shell.StandIns.ImportCsv"),
        ["csv_missing_file_stops_when_told_so"] = ("Import-Csv nowhere.csv -ErrorAction Stop; 'on'", "THROWN FileOpenFailure,WildixPbx.Shell.StandIns.ImportCsv"),
        ["csv_append_keeps_the_header_of_the_file"] = ("""
            [pscustomobject]@{ a = 1; b = 2 } | Export-Csv append.csv; [pscustomobject]@{ b = 4; a = 3 } | Export-Csv append.csv -Append
            [IO.File]::ReadAllLines("$root/append.csv")
            """, "\"a\",\"b\"|\"1\",\"2\"|\"3\",\"4\""),
        ["csv_append_of_another_shape_is_refused"] = ("""
            [pscustomobject]@{ a = 1 } | Export-Csv shape.csv; [pscustomobject]@{ z = 4 } | Export-Csv shape.csv -Append
            """, "THROWN CannotAppendCsvWithMismatchedPropertyNames,WildixPbx.Shell.StandIns.ExportCsv"),
        ["csv_null_is_told_from_empty"] = ("[pscustomobject]@{ a = $null; b = '' } | ConvertTo-Csv", "\"a\",\"b\"|,\"\""),

        ["select_first_stops_the_producer"] = ("""
            function Produce { try { foreach ($i in 1..1000000) { $script:made = $i; $i } } finally { $script:ended = $true } }
            Produce | Select-Object -First 2; "$script:made $script:ended"
            """, "1|2|2 True"),
        ["select_last_and_skip"] = ("1..5 | Select-Object -Last 2; 1..5 | Select-Object -Skip 1 -First 2; 1..5 | Select-Object -Last 1 -Skip 1; 1..3 | Select-Object -SkipLast 2", "4|5|2|3|4|1"),
        ["select_calculated_and_absent_properties"] = ("""
            $o = [pscustomobject]@{ a = 1; b = 2 } | Select-Object a, @{ n = 'c'; e = { $_.b * 2 } }, nope
            "$($o.PSObject.Properties.Name)"; $o.c; $null -eq $o.nope
            """, "a c nope|4|True"),
        ["select_exclude_and_wildcards"] = ("\"$(([pscustomobject]@{ ab = 1; ac = 2; d = 3 } | Select-Object a* -ExcludeProperty ac).PSObject.Properties.Name)\"", "ab"),
        ["select_expand"] = ("[pscustomobject]@{ a = 1, 2 } | Select-Object -ExpandProperty a", "1|2"),
        ["select_expand_of_nothing_is_an_error"] = ("[pscustomobject]@{ a = 1 } | Select-Object -ExpandProperty b", " ERROR ExpandPropertyNotFound,WildixPbx.Shell.StandIns.SelectObject"),
        ["select_unique"] = ("1, 2, 1 | Select-Object -Unique", "1|2"),

        ["sort_by_number_not_by_text_and_stable"] = ("Get-Dummy -Count 11 | Sort-Object { $_.Value % 2 }, @{ e = 'Value'; Descending = $true } | Select-Object -First 2 -ExpandProperty Value", "10|8"),
        ["sort_unique_descending"] = ("10, 9, 10 | Sort-Object -Unique -Descending", "10|9"),
        ["group_counts_and_table"] = ("""
            Get-Dummy -Count 5 | Group-Object { $_.Value % 2 } | ForEach-Object { "$($_.Name):$($_.Count):$($_.Group[0].Name)" }
            (Get-Dummy | Group-Object Name -AsHashTable)['n2'].Value
            """, "0:2:n2|1:3:n1|2"),
        ["measure"] = ("$m = Get-Dummy | Measure-Object Value -Sum -Average -Minimum -Maximum; $m.Count, $m.Sum, $m.Average, $m.Minimum, $m.Maximum; (Get-Dummy | Measure-Object).Count", "3|6|2|1|3|3"),
        ["measure_of_nothing_is_zero"] = ("(@() | Measure-Object).Count", "0"),
        ["measure_sum_of_text_is_an_error"] = ("('x' | Measure-Object -Sum).Sum", "0 ERROR NonNumericInputObject,WildixPbx.Shell.StandIns.MeasureObject"),
        ["new_object_and_members"] = ("""
            (New-Object System.Text.StringBuilder 'abc').Length; (New-Object PSObject -Property @{ a = 1 }).a
            $o = [pscustomobject]@{ a = 1 }; $o | Add-Member b 2; $o | Add-Member ScriptProperty c { $this.a + $this.b }; $o.c
            ($o | Get-Member -MemberType NoteProperty).Name
            """, "3|1|3|a|b"),
        ["add_member_twice_needs_force"] = ("$o = [pscustomobject]@{ a = 1 }; $o | Add-Member a 2; $o.a; $o | Add-Member a 3 -Force; $o.a", "1|3 ERROR MemberAlreadyExists,WildixPbx.Shell.StandIns.AddMember"),

        ["json_is_aware_of_objects_and_depth"] = ("[pscustomobject]@{ a = 1; b = @('x', $null, $true, 1.5); c = [ordered]@{ d = 'é<' } } | ConvertTo-Json -Compress", """{"a":1,"b":["x",null,true,1.5],"c":{"d":"é<"}}"""),
        ["json_deeper_than_asked_is_text"] = ("[ordered]@{ a = @{ b = 1 } } | ConvertTo-Json -Compress -Depth 0 -WarningAction Ignore", """{"a":"System.Collections.Hashtable"}"""),
        ["json_reads_types"] = ("""
            $j = '{"n":1,"d":1.5,"t":"2026-01-02T03:04:05Z","s":"x","l":[1,2],"o":{"z":null}}' | ConvertFrom-Json
            $j.n.GetType().Name, $j.d.GetType().Name, $j.t.GetType().Name, $j.s, $j.l.Count, "$($j.o.PSObject.Properties.Name)"
            """, "Int64|Double|DateTime|x|2|z"),
        ["json_that_is_none_throws"] = ("'{' | ConvertFrom-Json", "THROWN JsonParse,WildixPbx.Shell.StandIns.ConvertFromJson"),

        ["paths"] = ("""
            $sep = [IO.Path]::DirectorySeparatorChar
            (Join-Path a b c) -eq "a${sep}b${sep}c"; Split-Path a/b.c -Leaf; Split-Path a/b.c; Split-Path a/b.c -LeafBase
            Test-Path nowhere; Test-Path $root -PathType Container; Test-Path $root -PathType Leaf; Test-Path env:PATH; Test-Path nodrive:/x
            """, "True|b.c|a|b|False|True|False|True|False"),
        ["files_relative_to_the_location"] = ("""
            $null = New-Item -ItemType Directory box; Push-Location box; 'one', 'two' | Set-Content f.txt; Add-Content f.txt three
            (Resolve-Path f.txt).Path -eq (Get-Item f.txt).FullName; Get-Content f.txt -Tail 1; Get-Content f.txt -First 1; (Get-Content f.txt -Raw).Length; Pop-Location
            $PWD.Path -eq $root; (Get-ChildItem box).Name
            Remove-Item box; Test-Path box; Remove-Item box -Recurse -WhatIf; Test-Path box; Remove-Item box -Recurse; Test-Path box
            """, $"True|three|one|{"onetwothree".Length + (3 * Environment.NewLine.Length)}|True|f.txt|True|True|False ERROR DirectoryNotEmpty,WildixPbx.Shell.StandIns.RemoveItem"),
        ["redirection_writes_what_would_be_shown"] = ("""
            Get-Dummy -Count 1 > shown.txt; 'more' >> shown.txt; $t = [IO.File]::ReadAllText("$root/shown.txt")
            $t.Contains('Seen by the view'), $t.Contains('more'), $t.Contains("$([char]27)"); (Get-Dummy | Out-String).Contains('n3')
            """, "True|True|False|True"),
        ["dates_and_numbers"] = ("""
            Get-Date '2026-02-03' -Format yyyyMMdd; (Get-Date) -is [datetime]; Get-Random -Minimum 3 -Maximum 4; @(1..9 | Get-Random -Count 4).Count
            """, "20260203|True|3|4"),
        ["variables_of_the_caller"] = ("Set-Variable v 5; $v; (Get-Variable v).Value; Get-Variable nope -ErrorAction Ignore", "5|5"),
        ["secure_string"] = ("(ConvertTo-SecureString 'abc' -AsPlainText -Force).Length", "3"),
        ["secure_string_from_a_cipher_is_refused"] = ("ConvertTo-SecureString 'abc'", "THROWN AsPlainTextRequired,WildixPbx.Shell.StandIns.ConvertToSecureString"),
        ["write_output_and_information"] = ("Write-Output 1 2 3; (Write-Information x 6>&1).MessageData; \"$(Write-Host a b 6>&1)\"; (Write-Warning w 3>&1).Message", "1|2|3|x|a b|w"),
        ["write_error_carries_what_it_was_given"] = ("$e = $(Write-Error m -ErrorId I -Category NotInstalled -TargetObject 7 2>&1); \"$e\", $e.CategoryInfo.Category, $e.TargetObject; $Error.Clear()", "m|NotInstalled|7"),
    };
}
