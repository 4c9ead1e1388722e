namespace WildixPbx.Shell;

/// <summary>What the process says to whoever started it; every other number is the script's own <c>exit</c>.</summary>
static class ExitCodes
{
    public const int Success = 0;

    /// <summary>A terminating error nobody caught, a script that can't be parsed or found, no module.</summary>
    public const int Failed = 1;

    public const int Usage = 2;

    /// <summary>As shells do: 128 and the number of the signal.</summary>
    public const int Interrupted = 130;

    public const int Terminated = 143;
}
