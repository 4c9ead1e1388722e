Describe 'Reports of the licence check' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $script:statuses = @(
            [pscustomobject]@{ Customer = 'Rossi S.p.A.'; Name = 'rossi-milano'; Platform = 'Virtual'; Licensing = 'PerUser'; WmsVersion = '4.03.44693.48'; LastRenewal = [DateTimeOffset]::UtcNow.AddHours(-3) }
            [pscustomobject]@{ Customer = 'Rossi S.p.A.'; Name = 'rossi-roma'; Platform = 'Virtual'; Licensing = 'PerUser'; WmsVersion = '3.85.1'; LastRenewal = [DateTimeOffset]::UtcNow.AddDays(-5) }
            [pscustomobject]@{ Customer = '=evil()'; Name = "two`nlines, ""quoted"""; Platform = 'Hardware'; Licensing = 'PerUser'; WmsVersion = '?'; LastRenewal = [DateTimeOffset]::UtcNow.AddDays(-20) }
        ) | Get-LicenseCheckStatus
        function Get-Path($Name) { Join-Path $TestDrive $Name }
    }

    It 'a CSV that Import-Csv reads otherwise than it was written' {
        $statuses | Export-WmpLicenseCheckReport (Get-Path 'a.csv')
        $rows = @(Import-Csv (Get-Path 'a.csv'))
        $rows.Pbx | Should -Be $statuses.Pbx
        $rows.State | Should -Be 'Ok', 'Grace', 'EmergencyOnly'
        $rows[2].Customer | Should -Be "'=evil()"
        $rows | Export-WmpLicenseCheckReport (Get-Path 'b.csv')
        (Get-FileHash (Get-Path 'b.csv')).Hash | Should -Be (Get-FileHash (Get-Path 'a.csv')).Hash
    }

    It 'JSON that ConvertFrom-Json reads otherwise than it was written' {
        $statuses | Export-WmpLicenseCheckReport (Get-Path 'a.json')
        $report = Get-Content (Get-Path 'a.json') -Raw | ConvertFrom-Json
        $report.summary.pbxs | Should -Be 3
        $report.statuses.pbx | Should -Be $statuses.Pbx
        $report.statuses | Export-WmpLicenseCheckReport (Get-Path 'c.csv')
        $statuses | Export-WmpLicenseCheckReport (Get-Path 'd.csv')
        (Get-Content (Get-Path 'c.csv') -Raw) | Should -Be (Get-Content (Get-Path 'd.csv') -Raw)
    }

    It 'a status that a job or Export-Clixml has changed' {
        $statuses | Export-Clixml (Get-Path 'a.xml')
        Import-Clixml (Get-Path 'a.xml') | Export-WmpLicenseCheckReport (Get-Path 'e.csv')
        $statuses | Export-WmpLicenseCheckReport (Get-Path 'f.csv')
        @(Import-Csv (Get-Path 'e.csv')).State | Should -Be @(Import-Csv (Get-Path 'f.csv')).State
        @(Import-Csv (Get-Path 'e.csv')).LastRenewal | Should -Be @(Import-Csv (Get-Path 'f.csv')).LastRenewal
    }

    It 'JUnit that is no XML, or fails another test' {
        $statuses | Export-WmpLicenseCheckReport (Get-Path 'junit.xml') -FailOn EmergencyOnly
        $suite = ([xml] (Get-Content (Get-Path 'junit.xml') -Raw)).testsuites.testsuite
        $suite.tests | Should -Be 3
        @($suite.testcase | Where-Object failure).name | Should -Be $statuses[2].Pbx
    }

    It 'an earlier report that a failing pipeline costs' {
        Set-Content (Get-Path 'kept.html') 'yesterday'
        { & { $statuses; throw 'the portal is gone' } | Export-WmpLicenseCheckReport (Get-Path 'kept.html') } | Should -Throw 'the portal is gone'
        Get-Content (Get-Path 'kept.html') | Should -Be 'yesterday'
        { $statuses | Export-WmpLicenseCheckReport (Get-Path 'kept.html') -NoClobber } | Should -Throw -ErrorId 'WmpReportExists,*'
        Get-ChildItem $TestDrive -Filter '.kept*' -Force | Should -BeNullOrEmpty
    }

    It 'an earlier report that nothing, or an unjudged row, costs' {
        Set-Content (Get-Path 'kept.csv') 'yesterday'
        { @() | Export-WmpLicenseCheckReport (Get-Path 'kept.csv') } | Should -Throw -ErrorId 'WmpNothingJudged,*'
        { [pscustomobject]@{ Name = 'a' } | Export-WmpLicenseCheckReport (Get-Path 'kept.csv') -AllowEmpty -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'WmpNothingJudged,*'
        { @() | Send-WmpLicenseCheckReport -Webhook http://127.0.0.1:9 } | Should -Throw -ErrorId 'WmpNothingJudged,*'
        Get-Content (Get-Path 'kept.csv') | Should -Be 'yesterday'
        @() | Export-WmpLicenseCheckReport (Get-Path 'empty.csv') -AllowEmpty
        Get-Path 'empty.csv' | Should -Exist
    }

    It 'a mail or post that goes out under -WhatIf, and an address that is none' {
        $statuses | Send-WmpLicenseCheckReport -SmtpServer localhost -From a@example.com -To b@example.com -Webhook http://127.0.0.1:9 -WhatIf | Should -BeNullOrEmpty
        { $statuses | Send-WmpLicenseCheckReport -SmtpServer localhost -From a@example.com -To 'nobody' } | Should -Throw -ErrorId 'WmpValidation,*'
    }

    It 'a contact that a file loses on its way through the check, or that a report shows' {
        Set-Content (Get-Path 'boxes.csv') 'Customer,Name,Platform,Licensing,LastRenewal,Contact', 'Rossi S.p.A.,rossi-roma,Virtual,PerUser,2026-01-22T03:00:00Z,it@rossi.example'
        $status = Import-Csv (Get-Path 'boxes.csv') | Get-LicenseCheckStatus -WarningVariable warned
        $warned | Should -BeNullOrEmpty
        $status.Contact | Should -Be 'it@rossi.example'
        $status | Export-Csv (Get-Path 'statuses.csv')
        (Import-Csv (Get-Path 'statuses.csv') | Get-LicenseCheckStatus).Contact | Should -Be 'it@rossi.example'
        $status | Export-WmpLicenseCheckReport (Get-Path 'report.csv')
        Get-Content (Get-Path 'report.csv') -Raw | Should -Not -BeLike '*it@rossi*'
    }

    It 'a webhook that is not there and is no typed error' {
        $statuses | Send-WmpLicenseCheckReport -Webhook http://127.0.0.1:9/x -StatePath $TestDrive -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].Exception | Should -BeOfType WildixPbx.TransportException
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'WmpWebhookFailed,*'
    }
}
