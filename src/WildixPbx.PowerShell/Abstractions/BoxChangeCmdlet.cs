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
    private protected bool ShouldChange(string target, string action)
    {
        if (Force && !IsWhatIf && !_asks) return true;
        if (_asks && !Interactivity.IsInteractive(Host)) throw Unanswered();
        try { return ShouldProcess($"{action} on {target}.", $"{action} on {target}?", "Confirm"); }
        catch (Exception e) when (Questions.IsOfHost(e)) { throw Unanswered(e); }

        ValidationException Unanswered(Exception? inner = null)
        {
            var problem = Questions.Unanswered(this, target, action, inner);
            Throw(problem, Input); // no input can be answered here, so the command ends
            return problem;
        }
    }
}
