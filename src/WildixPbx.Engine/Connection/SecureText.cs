using System.Runtime.InteropServices;
using System.Security;

namespace WildixPbx.Engine.Connection;

/// <summary>Turns secrets plain at the last moment, and text from files and environment into secrets at the first.</summary>
static class SecureText
{
    /// <summary>The plain text, for the wire and for the redactor.</summary>
    public static string Plain(SecureString secret)
    {
        var memory = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            return Marshal.PtrToStringUni(memory, secret.Length);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(memory);
        }
    }

    /// <summary>A secret that nothing can be added to.</summary>
    public static SecureString Secure(string text)
    {
        var secret = new SecureString();
        foreach (var character in text) secret.AppendChar(character);
        secret.MakeReadOnly();
        return secret;
    }
}
