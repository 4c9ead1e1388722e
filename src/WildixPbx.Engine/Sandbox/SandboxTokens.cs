using System.Security.Cryptography;
using System.Text;

namespace WildixPbx.Engine.Sandboxes;

/// <summary>The two tokens of one start. Nothing keeps them but this process and the child.</summary>
/// <param name="Partner">Given out with the sandbox.</param>
/// <param name="Manager">Never given out.</param>
sealed record SandboxTokens(string Partner, string Manager)
{
    /// <summary>New ones.</summary>
    public static SandboxTokens Make() => new(Random(), Random());

    /// <summary>The line that the child reads first. The alphabet of the tokens needs no escaping.</summary>
    public byte[] Line() => Encoding.ASCII.GetBytes($$"""{"partner":"{{Partner}}","manager":"{{Manager}}"}""" + "\n");

    /// <summary>Says nothing of them.</summary>
    public override string ToString() => nameof(SandboxTokens);

    static string Random()
    {
        var bytes = new byte[32];
        using (var source = RandomNumberGenerator.Create()) source.GetBytes(bytes);
        return Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }
}
