Describe 'PBXs' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $script:sandbox = Enter-TestPortal
        $null = $sandbox | Connect-Wmp
        $script:customer = New-TestCustomer
    }

    AfterAll { Exit-TestPortal $sandbox }

    It 'rows of a file with blank cells that become other PBXs than they say' {
        $path = New-TestCsv @(
            'Customer,Name,Platform,Region,Term,Licensing,UcEssential,UcBusiness,StorageGB'
            "$($customer.Name),csv-cloud,Cloud,eu-west-1,Monthly,,12,,20"
            "$($customer.Name), CSV-Virtual ,virtual,,five-years,PerService,,0,"
        )
        $made = Import-Csv $path | New-WmpPbx -Force
        $made.Name | Should -Be 'csv-cloud', 'csv-virtual'
        $cloud, $virtual = Get-WmpPbx -Name 'csv-*' | Sort-Object Name
        $cloud.Platform, $cloud.Region, $cloud.Term, $cloud.Licensing, $cloud.StorageGB | Should -Be 'Cloud', 'eu-west-1', 'Monthly', 'PerUser', 20
        $cloud.Licenses.Keys | Should -Be 'UC-Essential'
        $virtual.Platform, $virtual.Term, $virtual.Licensing, $virtual.Licenses.Count | Should -Be 'Virtual', 'FiveYears', 'PerService', 0
        $virtual.Region, $virtual.StorageGB | Should -Be $null, $null
    }

    It 'a bad row that stops the others, or an error that does not name row, column and cell' {
        $path = New-TestCsv @(
            'Customer,Name,Platform,Region,Term,UcEssential'
            "$($customer.Id),bad-1,Virtual,,Yearly,12x"
            "$($customer.Id),bad-2,Tape,,Weekly,1"
            "$($customer.Id),bad-3,Cloud,eu-central-1,Lifetime,1"
            "$($customer.Id),good-4,Virtual,,Yearly,1"
            ',bad-5,Hardware,eu-central-1,Yearly,'
        )
        $rows = Import-Csv $path
        $made = $rows | New-WmpPbx -Force -ThrottleLimit 4 -ErrorVariable problems -ErrorAction SilentlyContinue
        $made.Name, $made.InputIndex | Should -Be 'good-4', 4
        $problems = @($problems | Sort-Object { $_.Exception.InputIndex })
        $problems.Exception.InputIndex | Should -Be 1, 2, 3, 5
        $problems.Exception.ErrorId | Should -Be 'WmpValidation', 'WmpValidation', 'LifetimeNotForCloud', 'WmpValidation'
        $problems[0].ErrorDetails.Message | Should -BeLike "Input 1: *UcEssential*'12x'*"
        $problems[1].ErrorDetails.Message | Should -BeLike '*Platform*Tape*Cloud, Virtual, Hardware*Term*Weekly*'
        $problems[2].TargetObject | Should -Be $rows[2]
    }

    It 'a box that is created without having been bought, or bought twice' {
        $box = @{ Customer = $customer.Id; Platform = 'Hardware'; Term = 'Yearly'; Force = $true }
        { New-WmpPbx -Name 'box-1' @box -ErrorAction Stop } | Should -Throw -ErrorId 'HardwareNotPurchased,*'
        $order = New-WmpHardwareOrder -Quantity 1 -MaximumFee 1000 -Confirm:$false
        $order.Fee.Amount | Should -BeGreaterThan 0
        (New-WmpPbx -Name 'box-1' @box).Platform | Should -Be 'Hardware'
        { New-WmpPbx -Name 'box-2' @box -ErrorAction Stop } | Should -Throw -ErrorId 'HardwareNotPurchased,*'
        @(Get-WmpHardwareOrder -Unused).Count | Should -Be 0
        (Get-WmpHardwareOrder -Item WPBX-HW).Used | Should -Be 1
    }

    It 'a fee above the maximum that is paid' {
        $pbx = @{ Customer = $customer.Id; Name = 'dear'; Platform = 'Virtual'; Term = 'Yearly'; UcPremium = 100 }
        { New-WmpPbx @pbx -MaximumFee 10 -Force -ErrorAction Stop } | Should -Throw -ErrorId 'FeeAboveMaximum,*' -ExceptionType ([WildixPbx.RuleViolationException])
        { New-WmpHardwareOrder 100 -MaximumFee 10 -Force -ErrorAction Stop } | Should -Throw -ErrorId 'FeeAboveMaximum,*'
        Get-WmpPbx -Name 'dear' | Should -BeNullOrEmpty
    }

    It 'a change that -WhatIf makes' {
        $before = Get-MutationCount
        $null = New-WmpHardwareOrder 3 -WhatIf 6> $null
        [pscustomobject]@{ Customer = $customer.Id; Name = 'only-shown'; Platform = 'Virtual'; Term = 'Yearly' } | New-WmpPbx -WhatIf
        Get-MutationCount | Should -Be $before
        Get-WmpPbx -Name 'only-shown' | Should -BeNullOrEmpty
    }

    It 'an identity that is not taken as name, in other letters, with the domain, as id or serial, or as an object' {
        $name = New-TestPbx
        $pbx = Get-WmpPbx $name
        $forms = $name, $name.ToUpperInvariant(), "$name.wildixin.com", $pbx.Id, $pbx, [pscustomobject]@{ Identity = ''; Name = $name }, [pscustomobject]@{ Id = $pbx.Id }
        $forms | ForEach-Object { (Get-WmpPbx -Identity $_).Id } | Select-Object -Unique | Should -Be $pbx.Id
        @($forms | Get-WmpPbx).Count | Should -Be $forms.Count
        if ($pbx.Serial) { (Get-WmpPbx $pbx.Serial).Id | Should -Be $pbx.Id }
    }

    It 'objects that do not group, filter, sort or select as people do it' {
        $null = New-TestPbx 2 -Term Monthly
        $all = @(Get-WmpPbx)
        $groups = $all | Group-Object Term
        ($groups | Measure-Object Count -Sum).Sum | Should -Be $all.Count
        @($all | Where-Object Term -EQ 'Monthly').Count | Should -Be @(Get-WmpPbx -Term Monthly).Count
        @($all | Where-Object { $_.Licenses['UC-Essential'] -ge 10 }).Count | Should -BeGreaterThan 1
        @($all | Where-Object ExpiresOn -LT (Get-Date).AddDays(45)).Count | Should -Be @(Get-WmpPbx -ExpiresBefore (Get-Date).AddDays(45)).Count
        ($all | Sort-Object CreatedOn | Select-Object -First 1).Name | Should -Not -BeNullOrEmpty
    }

    It 'results that Export-Csv makes unreadable' {
        $path = Join-Path $TestDrive 'estate.csv'
        Get-WmpPbx -Name (New-TestPbx) | Export-Csv $path
        $row = Import-Csv $path
        $row.Licenses | Should -Be 'UC-Essential 10'
        $row.Platform, $row.Term | Should -Be 'Virtual', 'Yearly'
    }

    It 'findings of which a file has only the name of their type' {
        $path = Join-Path $TestDrive 'changes.csv'
        Set-WmpLicense (New-TestPbx) -UcEssential 4 -Force -WarningAction SilentlyContinue | Export-Csv $path
        (Import-Csv $path).Findings | Should -BeLike 'DecreaseNeedsApproval*'
        [pscustomobject]@{ Pbx = 'mill-office'; State = 'Grace'; Findings = 'LicenseCheckGrace, LicenseCheckClockSkew' } | Export-WmpLicenseCheckReport $path
        (Import-Csv $path).Findings | Should -Match 'LicenseCheckGrace\W+LicenseCheckClockSkew'
    }

    It 'a customer in the pipeline whose PBXs are not listed' {
        $null = New-TestPbx
        @(Get-WmpCustomer -Identity $customer.Id | Get-WmpPbx).Count | Should -Be @(Get-WmpPbx -Customer $customer.Name).Count
    }

    It 'a name that is not there and stops the names after it' {
        $name = New-TestPbx
        $found = 'no-such-pbx', $name | Get-WmpPbx -ErrorVariable problems -ErrorAction SilentlyContinue
        $found.Name | Should -Be $name
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }
}
