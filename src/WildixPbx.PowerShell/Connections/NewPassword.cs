using System.Security;
using System.Security.Cryptography;

namespace WildixPbx;

/// <summary>Makes passwords. Their letters are ours: none that is mistaken for another, and none that a terminal or a shell reads as more than itself.</summary>
static class NewPassword
{
    const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789-_";

    static readonly Func<char, bool>[] Kinds = [char.IsUpper, char.IsLower, char.IsDigit];

    /// <summary>A password with letters of every kind.</summary>
    public static SecureString Make(int length)
    {
        using var random = RandomNumberGenerator.Create();
        var letters = new char[length];
        var value = new byte[1];
        do
        {
            for (var i = 0; i < length;)
            {
                random.GetBytes(value);
                if (value[0] < 256 / Letters.Length * Letters.Length) letters[i++] = Letters[value[0] % Letters.Length]; // each as likely as any other
            }
        }
        while (!Array.TrueForAll(Kinds, kind => letters.Any(kind)));

        var secret = new SecureString();
        foreach (var letter in letters) secret.AppendChar(letter);
        secret.MakeReadOnly();
        Array.Clear(letters, 0, length);
        return secret;
    }
}
