namespace WildixPbx.Tests.Ssh;

/// <summary>Use-WmpSsh: whatever becomes of the block, what was opened for it is shut.</summary>
public sealed class UseSshTests(PortalSession portal) : IClassFixture<PortalSession>
{
    [Theory]
    [InlineData("{ \"$_ $((Get-WmpSsh $_).IsOpen)\" }")]
    [InlineData("{ param($ssh) \"$ssh $((Get-WmpSsh $ssh).IsOpen)\" }")]
    public void The_block_runs_while_the_port_is_open_and_knows_where(string block)
    {
        var name = NewCloud();
        Assert.Equal($"{name}.wildixin.com:2222 True", Assert.Single(portal.Session.Get($"Use-WmpSsh {name} {block}")).BaseObject);
        Assert.False(IsOpen(name));
    }

    [Fact]
    public void An_error_that_ends_the_block_comes_through_as_it_is_and_leaves_nothing_open()
    {
        var name = NewCloud();
        Assert.Equal(["before", "caught boom"], portal.Session.Get(
            $"try {{ Use-WmpSsh {name} {{ 'before'; throw [System.IO.IOException]::new('boom') }} }} catch [System.IO.IOException] {{ \"caught $($_.Exception.Message)\" }}").Select(text => text.BaseObject));
        Assert.False(IsOpen(name));
        Assert.Equal("FormatException", portal.Session.Get($"try {{ Use-WmpSsh {name} {{ [int]::Parse('x') }} }} catch {{ $_.FullyQualifiedErrorId.Split(',')[0] }}")[0].BaseObject);
        Assert.False(IsOpen(name));
    }

    [Fact]
    public void An_error_that_does_not_end_the_block_is_passed_on_with_what_comes_after_it()
    {
        var name = NewCloud();
        var outcome = portal.Session.Run($"Use-WmpSsh {name} {{ 1; Get-WmpPbx nobody; 2 }}");
        Assert.Equal([1, 2], outcome.Output.Select(item => item.BaseObject));
        Assert.Equal(["WmpNotFound"], outcome.ErrorIds);
        Assert.False(IsOpen(name));
    }

    [Theory]
    [InlineData("Use-WmpSsh {0} {{ 1; 2; 3 }} | Select-Object -First 1")]
    [InlineData("foreach ($i in 1..2) {{ Use-WmpSsh {0} {{ 1; break }} }}")]
    [InlineData("& {{ Use-WmpSsh {0} {{ 1; return; 2 }} }}")]
    public void Whoever_wants_no_more_of_it_leaves_nothing_open(string script)
    {
        var name = NewCloud();
        // (Select-Object is of a module that the engine package lacks; a function does the same.)
        script = script.Replace("Select-Object -First 1", "ForEach-Object {{ $_; break }}", StringComparison.Ordinal);
        Assert.Equal([1], portal.Session.Get("do { " + string.Format(null, script, name) + " } while ($false)").Select(item => item.BaseObject));
        Assert.False(IsOpen(name));
    }

    [Fact]
    public void What_was_open_before_stays_open_with_its_own_deadline()
    {
        var name = NewCloud();
        var until = portal.Session.Get($"(Enable-WmpSsh {name} -Duration 7200).OpenUntil")[0].BaseObject;
        var outcome = portal.Session.Run($"Use-WmpSsh {name} {{ 'in' }} -Duration 60");
        Assert.Equal("in", Assert.Single(outcome.Output).BaseObject);
        Assert.Contains("stays as it was", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
        Assert.True(IsOpen(name));
        Assert.Equal(until, portal.Session.Get($"(Get-WmpSsh {name}).OpenUntil")[0].BaseObject);
    }

    [Fact]
    public void What_somebody_else_opens_anew_meanwhile_stays_open()
    {
        var name = NewCloud();
        var outcome = portal.Session.Run($"Use-WmpSsh {name} {{ $null = Enable-WmpSsh {name} -Duration 36000 }}");
        Assert.Contains("opened it anew", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
        Assert.True(IsOpen(name));
    }

    [Fact]
    public void Another_change_of_the_PBX_meanwhile_does_not_keep_the_port_open()
    {
        var name = NewCloud();
        portal.Session.Get($"Use-WmpSsh {name} {{ $null = Enable-WmpNetwork {name}; $null = Set-WmpLicense {name} -UcEssential 3 -Force }}");
        Assert.False(IsOpen(name));
    }

    [Fact]
    public void The_portals_deadline_is_there_should_all_else_fail()
    {
        var name = NewCloud();
        Assert.Equal([3600.0, 60.0], portal.Session.Get($"Use-WmpSsh {name} {{ ($_.OpenUntil - $_.OpenedOn).TotalSeconds }}; Use-WmpSsh {name} {{ ($_.OpenUntil - $_.OpenedOn).TotalSeconds }} -Duration 60").Select(item => item.BaseObject));
    }

    [Fact]
    public void Several_PBXs_are_opened_one_after_the_other_and_one_that_can_not_does_not_stop_the_next()
    {
        var (first, second, virtualPbx) = (NewCloud(), NewCloud(), portal.NewPbx());
        var outcome = portal.Session.Run($"'{first}', '{virtualPbx}', '{second}' | Use-WmpSsh {{ \"$($_.Pbx) $((Get-WmpSsh {first}).IsOpen) $((Get-WmpSsh {second}).IsOpen)\" }}");
        Assert.Equal([$"{first} True False", $"{second} False True"], outcome.Output.Select(text => text.BaseObject));
        Assert.Equal(["SshOnlyOnCloud"], outcome.ErrorIds);
        Assert.Equal(2, outcome.Error.Exception.GetType().GetProperty("InputIndex")!.GetValue(outcome.Error.Exception));
    }

    [Fact]
    public void WhatIf_neither_opens_nor_runs()
    {
        var name = NewCloud();
        var before = portal.Mutations();
        Assert.Empty(portal.Session.Get($"Use-WmpSsh {name} {{ 'ran' }} -WhatIf"));
        Assert.Equal(before, portal.Mutations());
        Assert.StartsWith("WmpValidation,", portal.Session.End($"Use-WmpSsh {name} {{ }} -Duration 0").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    string NewCloud() => portal.NewPbx("-Platform Cloud -Region eu-west-1 -Term Yearly");

    bool IsOpen(string name) => (bool)portal.Session.Get($"(Get-WmpSsh {name}).IsOpen")[0].BaseObject;
}
