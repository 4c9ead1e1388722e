using System.Management.Automation;

namespace WildixPbx.Binding;

/// <summary>What -Identity was given: an id, a serial, a name, or an object that has one of them.</summary>
public sealed class ObjectIdentity
{
    internal ObjectIdentity(string? text, object? source, string? eTag) => (Text, Source, ETag) = (text, source, eTag);

    /// <summary>The text to look for; none where the input had nothing that identifies.</summary>
    public string? Text { get; }

    /// <summary>The object it was taken from; none for a mere text.</summary>
    public object? Source { get; }

    /// <summary>The tag of the state that the object showed; a change that is thought out on it carries it.</summary>
    internal string? ETag { get; }

    /// <summary>Whether the text is a pattern. A bracket is a letter here as it is to the portal: companies have them in their names.</summary>
    internal bool HasWildcard => Text is not null && Text.IndexOfAny(['*', '?']) >= 0;

    /// <summary>What was given: the object, or the text where it was no more than that.</summary>
    internal object? Given => Source ?? Text;

    /// <summary>The customer that was piped, where it was one.</summary>
    internal Customer? Customer => BaseObject as Customer;

    /// <summary>Whether it is the result of a change that no manager has to decide, so that there is no request.</summary>
    internal bool IsChangeWithoutRequest => Text is null && BaseObject is IRequestReference;

    /// <summary>Whether it is the result of a change that was no run, since nothing had to be done.</summary>
    internal bool IsChangeWithoutRun => Text is null && BaseObject is TermChange;

    /// <summary>Whether several objects were given at once.</summary>
    internal bool IsList => Text is null && BaseObject is System.Collections.IList;

    /// <summary>The object that was given, out of the engine's wrapping.</summary>
    internal object? BaseObject => Source is PSObject wrapped ? wrapped.BaseObject : Source;

    /// <summary>What questions and progress call the object: the name of a PBX that was piped, else the text.</summary>
    internal string? Name => (BaseObject as Pbx)?.Name ?? Text;

    /// <summary>The text.</summary>
    public override string ToString() => Text ?? "";
}

/// <summary>
/// Makes an <see cref="ObjectIdentity"/> of anything, and never throws. A by-value -Identity is handed the whole CSV row
/// before its columns bind by name; so the row's own identifying column is found here.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class IdentityTransformationAttribute(params string[] properties) : ArgumentTransformationAttribute, IIdentityColumns
{
    static readonly string[] OfPbx = ["Identity", "Id", "Serial", "Name", "PbxId", "Pbx"]; // the last two: a result of ours that went through a file

    /// <summary>The properties and columns that may identify, the first one that has a value wins.</summary>
    public IReadOnlyList<string> Properties { get; } = properties.Length > 0 ? properties : OfPbx;

    bool NamesRun => Properties[0] == "RunId";

    bool NamesRequest => Properties[0] == "RequestId";

    // Set- and Remove-WmpCustomer don't take it: a PBX that is piped there by mistake must not reach its customer.
    bool NamesCustomerOf => Properties.Contains("Customer");

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is object[] { Length: 1 } single) inputData = single[0];
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            null => new ObjectIdentity(null, null, null), // never "not given", which would mean all
            ObjectIdentity identity => identity,
            string text => new ObjectIdentity(RowReader.Text(text), null, null),
            ApprovalRequest request when NamesRequest => new ObjectIdentity(request.Id, inputData, null),
            TermChange change when NamesRun => new ObjectIdentity(change.RunId, inputData, null),
            Run run when NamesRun => new ObjectIdentity(run.Id, inputData, null),
            PbxMigration migration when NamesRun => new ObjectIdentity(migration.Id, inputData, null),
            IRequestReference change when NamesRequest => new ObjectIdentity(change.RequestId, inputData, null),
            Customer customer => new ObjectIdentity(customer.Id, inputData, customer.ETag),
            IPbxReference or Contact when NamesCustomerOf => FromProperties(PSObject.AsPSObject(inputData!)),
            Pbx pbx => new ObjectIdentity(pbx.Id, inputData, pbx.ETag),
            Contact contact => new ObjectIdentity(contact.Id, inputData, null),
            IPbxReference reference => new ObjectIdentity(reference.PbxId, inputData, null),
            ValueType => new ObjectIdentity(CellTextAttribute.TextOf(value), null, null),
            _ when OwnTypes.IsOurs(value) => new ObjectIdentity(null, inputData, null), // whose name is nobody else's
            _ => FromProperties(PSObject.AsPSObject(inputData!)),
        };
    }

    ObjectIdentity FromProperties(PSObject row)
    {
        // A file of PBXs has their names beside their customers': no customer is called by them.
        var isOfPbxs = Properties.Contains("CustomerId") && !NamesCustomerOf && row.Properties["Customer"] is not null;
        foreach (var name in Properties)
            if (!(isOfPbxs && name == "Name") && row.Properties[name] is { } property && RowReader.Text(CellTextAttribute.TextOf(ValueOf(property))) is { } text)
                return new ObjectIdentity(text, row, null);
        return new ObjectIdentity(null, row, null);
    }

    static object? ValueOf(PSPropertyInfo property)
    {
        try { return property.Value; }
        catch (GetValueException) { return null; } // a property of the user's that fails says nothing
    }
}
