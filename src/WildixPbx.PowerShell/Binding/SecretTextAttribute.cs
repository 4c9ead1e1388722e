using System.Management.Automation;
using System.Security;

namespace WildixPbx.Binding;

/// <summary>Takes a secret as a SecureString, or as the text of a cell or of a property of ours.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class SecretTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is SecureString ? value : RowReader.Text(CellTextAttribute.TextOf(value)) is { } text ? Secure(text) : null;
    }

    /// <summary>A secret of a text.</summary>
    public static SecureString Secure(string text)
    {
        var secret = new SecureString();
        foreach (var letter in text) secret.AppendChar(letter);
        secret.MakeReadOnly();
        return secret;
    }
}
