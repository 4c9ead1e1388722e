namespace WildixPbx.Engine.Http;

/// <summary>How messages speak of the far end, which is a portal or a box.</summary>
/// <param name="Noun">What it is.</param>
/// <param name="ExampleAddress">An address of one.</param>
/// <param name="Unreachable">The problem of one that takes no connection.</param>
/// <param name="Longer">How to wait longer for an answer.</param>
/// <param name="Check">How to see which address is used.</param>
/// <param name="Trust">What to do about a certificate that is not trusted.</param>
sealed record FarEnd(string Noun, string ExampleAddress, string Unreachable, string Longer, string Check, string Trust)
{
    /// <summary>A portal.</summary>
    public static FarEnd Portal { get; } = new(
        "portal",
        "https://portal.example.com",
        "PortalUnreachable",
        "connect with a longer timeout",
        "Check the address with Get-WmpConnection",
        "Use the name that the certificate is for, or have its issuer trusted by this machine. -SkipCertificateCheck is for lab machines.");

    /// <summary>A box.</summary>
    public static FarEnd Box { get; } = new(
        "PBX",
        "https://NAME.wildixin.com",
        "PbxUnreachable",
        "give a longer -TimeoutSec",
        "Check the address",
        "Use the name that the certificate is for. Where the PBX has a certificate of its own making, compare its fingerprint at the PBX and give it as -CertificateFingerprint.");
}
