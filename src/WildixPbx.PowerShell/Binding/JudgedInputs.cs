using System.Management.Automation;

namespace WildixPbx.Binding;

/// <summary>
/// Reads inputs as statuses of the licence check and counts them: a report of nothing looks like one in which all is well,
/// and the reason for nothing is mostly that something failed before.
/// </summary>
sealed class JudgedInputs
{
    int _inputs, _judged;

    /// <summary>The status that an input is or was.</summary>
    /// <exception cref="ValidationException">It is no such object, or a value of it can't be read.</exception>
    public LicenseCheckStatus Read(PSObject input)
    {
        _inputs++;
        var status = LicenseCheckStatusReader.Read(input, DateTimeOffset.UtcNow);
        _judged++;
        return status;
    }

    /// <summary>Why nothing can be reported, after the last input; none where there is something, or nothing is allowed to be there.</summary>
    /// <param name="allowEmpty">Whether no input at all is fine. Inputs of which none is a status never are.</param>
    /// <param name="outcome">What was not done.</param>
    public ValidationException? WhyEmpty(bool allowEmpty, string outcome)
    {
        if (_judged > 0 || (_inputs == 0 && allowEmpty)) return null;
        return _inputs == 0
            ? new ValidationException("NothingJudged", $"No status of the licence check came in: {outcome}.", "See whether reading the PBXs failed, and whether a filter or a file leaves none. -AllowEmpty takes no PBX for an answer.")
            : new ValidationException("NothingJudged", $"None of the inputs is a status of the licence check: {outcome}.", "Pipe them through Get-LicenseCheckStatus first.");
    }
}
