using System.Management.Automation;
using WildixPbx.Portal;
using WildixPbx.Rules;

namespace WildixPbx.Binding;

/// <summary>Which PBX itself is meant: an object that knows where it is, a name, a host, an address, or a row that has one.</summary>
public sealed class BoxIdentity
{
    internal BoxIdentity(string? text, object? source) => (Text, Source) = (text, source);

    /// <summary>The name, host or address; none where the input had nothing that says where a PBX is.</summary>
    public string? Text { get; }

    /// <summary>The object it was taken from; none for a mere text.</summary>
    public object? Source { get; }

    /// <summary>What was given: the object, or the text where it was no more than that.</summary>
    internal object? Given => Source ?? Text;

    /// <summary>The object itself, out of the engine's wrapping.</summary>
    internal object? BaseObject => Source is PSObject wrapped ? wrapped.BaseObject : Source;

    /// <summary>The simulator that was piped, or that an object came from.</summary>
    internal SandboxPbx? Simulator => BaseObject as SandboxPbx ?? BoxOrigins.Of(BaseObject)?.Simulator;

    /// <summary>The portal's id, where an object of the portal was given.</summary>
    internal string? PbxId => (BaseObject as IPbxReference)?.PbxId;

    /// <summary>Whether the input says itself where the PBX is, and does not only name it: a simulator, an address, or a row that has one.</summary>
    internal bool HasAddress => Source is PSObject row
        ? Simulator is not null || BoxIdentityTransformationAttribute.FromProperty(row, "Uri") is not null || BoxIdentityTransformationAttribute.FromProperty(row, "HostName") is not null
        : Source is not null || (Text is not null && Text.IndexOfAny(['.', ':']) >= 0 && !Text.EndsWith(PbxName.Domain, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Where the PBX is. A name is one under wildixin.com; whatever has a dot or a port is a host.
    /// </summary>
    /// <exception cref="ValidationException">Nothing says where (Validation), or the text is no address (UriInvalid).</exception>
    internal Uri ToUri()
    {
        if (Simulator is { } simulator) return simulator.Uri;
        var text = Text ?? throw new ValidationException(
            "Validation",
            BaseObject is System.Collections.IList ? "Several PBXs are given at once, where one is meant." : "Nothing says which PBX is meant: Identity is missing.",
            BaseObject is System.Collections.IList ? "Pipe them: each is an input then." : StrangeRow.AdviceFor(Source) ?? "Give -Identity, or pipe PBXs or rows with Uri, HostName or Name.") { Column = "Identity" };
        if (text.StartsWith("pbx_", StringComparison.Ordinal))
            throw Invalid($"'{NameText.Isolated(text)}' is an id of the portal, which does not say where the PBX is", "Pipe the PBX: Get-WmpPbx gives its name, too.");
        var address = HasScheme(text) ? text : "https://" + (text.IndexOfAny(['.', ':']) >= 0 || text == "localhost" ? text : text + PbxName.Domain);
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? uri
            : throw Invalid($"'{NameText.Isolated(text)}' is no name, host or address of a PBX", "Give a name such as acme-hq, a host such as acme-hq.wildixin.com, or an address such as https://192.0.2.10.");
    }

    /// <summary>The text.</summary>
    public override string ToString() => Simulator?.Pbx ?? Text ?? "";

    static bool HasScheme(string text) => text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    static ValidationException Invalid(string what, string action) => new("UriInvalid", what + ".", action) { Column = "Identity" };
}

/// <summary>Makes a <see cref="BoxIdentity"/> of anything, and never throws.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class BoxIdentityTransformationAttribute : ArgumentTransformationAttribute, IIdentityColumns
{
    /// <summary>The properties and columns that may say where a PBX is; the first one that has a value wins.</summary>
    public IReadOnlyList<string> Properties { get; } = ["Uri", "HostName", "Identity", "Pbx", "Name"];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is object[] { Length: 1 } single) inputData = single[0];
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            null => new BoxIdentity(null, null), // never "not given", which would mean all
            BoxIdentity identity => identity,
            string text => new BoxIdentity(RowReader.Text(text), null),
            Uri uri => new BoxIdentity(uri.OriginalString, null),
            Pbx pbx => new BoxIdentity(pbx.Name, inputData),
            SandboxPbx box => new BoxIdentity(box.Pbx, inputData),
            PbxHostKey key => new BoxIdentity(key.HostName, inputData),
            PbxInfo info => new BoxIdentity(info.Uri.AbsoluteUri, inputData),
            PbxUser user => new BoxIdentity(user.Uri.AbsoluteUri, inputData),
            System.Collections.IList => new BoxIdentity(null, inputData),
            ValueType => new BoxIdentity(CellTextAttribute.TextOf(value), null),
            _ when OwnTypes.IsOurs(value) && value is not IPbxReference => new BoxIdentity(FromProperty(PSObject.AsPSObject(inputData!), "Uri"), inputData),
            _ => new BoxIdentity(FromProperties(PSObject.AsPSObject(inputData!)), inputData),
        };
    }

    string? FromProperties(PSObject row)
    {
        foreach (var name in Properties)
            if (FromProperty(row, name) is { } text) return text;
        return null;
    }

    /// <summary>What a column holds; none where it is blank or not there.</summary>
    public static string? FromProperty(PSObject row, string name)
    {
        try { return RowReader.Text(CellTextAttribute.TextOf(row.Properties[name]?.Value)); }
        catch (GetValueException) { return null; } // a property of the user's that fails says nothing
    }
}
