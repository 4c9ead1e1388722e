using System.ComponentModel;
using System.Management.Automation;

namespace WildixPbx.Abstractions;

/// <summary>The base of cmdlets that change a PBX itself: each change is asked about, or refused where nobody can answer.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class BoxChangeCmdlet : BoxCmdlet
{
    bool _asks;

    /// <summary>Makes the change without asking.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Whether only what would be done is shown.</summary>
    private protected bool IsWhatIf { get; private set; }

    /// <summary>Whether what is about to be done is shown, in a question or under -WhatIf, so that it is worth looking up.</summary>
    private protected bool IsShown => IsWhatIf || _asks;

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        await base.BeginAsync();
        IsWhatIf = Questions.IsWhatIf(this);
        _asks = !IsWhatIf && Questions.AreDue(this, Force);
    }

    /// <summary>Asks about a change, or shows it under -WhatIf; whether it is to be made.</summary>
    /// <param name="target">What is changed.</param>
    /// <param name="action">What would be done, and what comes of it.</param>
    private protected bool ShouldChange(string target, string action) => IsAgreed(Force, target, action, $"{action} on {target}");
}
