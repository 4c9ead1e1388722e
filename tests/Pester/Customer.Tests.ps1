Describe 'Customers and contacts' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $script:sandbox = Enter-TestPortal
        $null = $sandbox | Connect-Wmp
    }

    AfterAll { Exit-TestPortal $sandbox }

    It 'a customer that a second run creates again' {
        $first = New-WmpCustomer 'Twice GmbH'
        $second = New-WmpCustomer 'Twice GmbH'
        $first.Changed, $second.Changed | Should -Be $true, $false
        $second.Id | Should -Be $first.Id
        { New-WmpCustomer 'Twice GmbH' -NoClobber -ErrorAction Stop } | Should -Throw -ExceptionType ([WildixPbx.ConflictException])
    }

    It 'names in a pipeline of text that are not taken' {
        'Text One', 'Text Two' | New-WmpCustomer | ForEach-Object InputIndex | Should -Be 1, 2
        @(Get-WmpCustomer -Name 'text *').Name | Sort-Object | Should -Be 'Text One', 'Text Two'
    }

    It 'a blank name in a file that becomes a customer, or stops the rows after it' {
        $rows = Import-Csv (New-TestCsv 'Name', 'Before SARL', '"  "', 'After SARL')
        $made = $rows | New-WmpCustomer -ErrorVariable problems -ErrorAction SilentlyContinue
        $made.Name | Should -Be 'Before SARL', 'After SARL'
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'WmpValidation,*'
        $problems[0].Exception.InputIndex | Should -Be 2
        $problems[0].TargetObject | Should -Be $rows[1]
    }

    It 'letters outside ASCII, quotes and commas that do not survive' {
        $name = 'Müller & Søn "Ægir", Łódź 東京'
        $null = New-WmpCustomer $name
        (Get-WmpCustomer -Identity $name).Name | Should -BeExactly $name
    }

    It 'contacts of a file that lose their customer, or double' {
        $null = 'Contacts AG' | New-WmpCustomer
        $path = New-TestCsv 'Customer,ContactName,ContactEmail', 'Contacts AG,Ann,ann@example.org', 'Contacts AG,Bob,bob@example.org', 'Contacts AG,Ann,ANN@example.org'
        $made = Import-Csv $path | Add-WmpContact
        @($made | Where-Object Changed).Count | Should -Be 2
        Get-WmpCustomer -Identity 'Contacts AG' | Get-WmpContact | ForEach-Object Email | Sort-Object | Should -Be 'ann@example.org', 'bob@example.org'
    }

    It 'an unknown column without a warning that names the nearest one' {
        $path = New-TestCsv 'Customer,Name,Emial', 'Text One,Ann,ann@example.org'
        Import-Csv $path | Add-WmpContact -WarningVariable warned -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
        "$warned" | Should -BeLike "*Emial*Email*"
    }

    It 'a contact of nobody that is found' {
        { Get-WmpContact -Customer 'No such company' -ErrorAction Stop } | Should -Throw -ErrorId 'WmpNotFound,*' -ExceptionType ([WildixPbx.NotFoundException])
    }

    It 'a rename that changes the id, or that a second run repeats' {
        $old = New-WmpCustomer 'Old name'
        $new = $old | Set-WmpCustomer -Name 'New name'
        $new.Id, $new.Name, $new.Changed | Should -Be $old.Id, 'New name', $true
        (Set-WmpCustomer $new.Id -Name 'New name').Changed | Should -BeFalse
    }

    It 'a rename thought out on a state that is no longer so' {
        $null = New-WmpCustomer 'Stale'
        $seen = Get-WmpCustomer -Identity 'Stale'
        $null = Set-WmpCustomer $seen.Id -Name 'Changed by another admin'
        { $seen | Set-WmpCustomer -Name 'Mine' -ErrorAction Stop } | Should -Throw -ExceptionType ([WildixPbx.ConflictException])
    }

    It 'a blank new name that renames' {
        { Set-WmpCustomer 'Twice GmbH' -Name '  ' -ErrorAction Stop } | Should -Throw -ErrorId 'WmpNothingToChange,*'
        Get-WmpCustomer -Identity 'Twice GmbH' | Should -HaveCount 1
    }

    It 'a removal that is not made, says too much, or leaves the contacts' {
        $customer = New-TestCustomer
        $contact = $customer | Get-WmpContact
        Remove-WmpContact $contact -Confirm:$false | Should -BeNullOrEmpty
        $customer | Get-WmpContact | Should -BeNullOrEmpty
        (Remove-WmpCustomer $customer.Id -Force -PassThru).Name | Should -Be $customer.Name
        Get-WmpCustomer -Name $customer.Name | Should -BeNullOrEmpty
    }

    It 'a customer that is removed although it got a contact since it was looked at' {
        $seen = Get-WmpCustomer -Identity (New-WmpCustomer (Get-TestName)).Id
        $null = Add-WmpContact $seen.Id -Name 'Ann' -Email 'ann@example.org'
        { $seen | Remove-WmpCustomer -Force -ErrorAction Stop } | Should -Throw -ExceptionType ([WildixPbx.ConflictException])
    }

    It 'a customer that is removed with its PBXs' {
        $null = New-TestPbx
        { Remove-WmpCustomer $customer.Id -Force -ErrorAction Stop } | Should -Throw -ExceptionType ([WildixPbx.ConflictException])
        (Get-WmpCustomer -Identity $customer.Id).PbxCount | Should -Be 1
    }

    It 'a list that is fetched to its end for its first object' {
        $null = 1..105 | ForEach-Object { "Paged $_" } | New-WmpCustomer
        $own = Measure-Request { } # reading the counter is a request too
        Measure-Request { Get-WmpCustomer -Name 'Paged *' | Select-Object -First 1 } | Should -Be ($own + 1)
        Measure-Request { Get-WmpCustomer -Name 'Paged *' } | Should -BeGreaterThan ($own + 1)
        @(Get-WmpCustomer -Name 'Paged *' -First 3 -Skip 100).Count | Should -Be 3
        @(Get-WmpCustomer -Name 'Paged *' -IncludeTotalCount -First 1)[0] | Should -BeLike '*105*'
    }
}
