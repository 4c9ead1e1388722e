using WildixPbx.Binding;
using WildixPbx.Rules;

namespace WildixPbx.Commands;

/// <content>Which change an input asks for.</content>
public sealed partial class TestWmpChangeCommand
{
    static readonly string[] CountParameters = [nameof(PbxBasic), nameof(UcEssential), nameof(UcBusiness), nameof(UcPremium), nameof(UcWizyconf), nameof(PbxService), nameof(License)];

    /// <summary>The parameters that say what each kind of change asks for.</summary>
    static readonly Dictionary<ChangeOperation, string[]> ParametersOf = new()
    {
        [ChangeOperation.Create] = [nameof(Customer), nameof(Name), nameof(Platform), nameof(Model), nameof(Region), nameof(Term), nameof(Licensing), nameof(StorageGB), .. CountParameters],
        [ChangeOperation.Licenses] = CountParameters,
        [ChangeOperation.Term] = [nameof(Term), .. CountParameters],
        [ChangeOperation.Storage] = [nameof(StorageGB), nameof(Units), nameof(SizeGB)],
        [ChangeOperation.Ssh] = [nameof(Ssh)],
        [ChangeOperation.Sharing] = [nameof(ServerPbx)],
        [ChangeOperation.Rename] = [nameof(NewName)],
        [ChangeOperation.Move] = [nameof(ToCustomer)],
    };

    static readonly string[] AllParameters = [.. ParametersOf.Values.SelectMany(names => names).Distinct()];

    /// <summary>
    /// The change of the present input. Parameters given by hand are the change, and then the input is the PBX, whatever
    /// columns it has; where none is given by hand, the input's columns are the change. A creation takes both.
    /// </summary>
    WantedChange ReadWanted(RowReader reader)
    {
        var cells = Cells();
        var operation = OperationOf(cells, reader);
        var asked = ParametersOf[operation].ToDictionary(name => name, name => IsTaken(name, operation) ? cells[name] : null);
        var wanted = new WantedChange { Operation = operation, Counts = ReadCounts(asked, reader), MaximumFee = reader.Amount(nameof(MaximumFee), MaximumFee) };
        return operation switch
        {
            ChangeOperation.Create => ReadCreation(wanted, asked, reader),
            ChangeOperation.Licenses => wanted.Counts.Count > 0 || HasBadCell(reader) ? wanted : throw NothingAsked("licence counts are"),
            ChangeOperation.Term => wanted with { Term = reader.Word<Term>(nameof(Term), asked[nameof(Term)] ?? throw NothingAsked("Term is")) },
            ChangeOperation.Storage => ReadStorage(wanted, asked, reader),
            ChangeOperation.Ssh => wanted with { SshOpen = reader.Word<PortWish>(nameof(Ssh), asked[nameof(Ssh)] ?? throw NothingAsked("Ssh is")) == PortWish.Open },
            ChangeOperation.Sharing => asked[nameof(ServerPbx)] is null ? throw NothingAsked("ServerPbx is") : wanted,
            ChangeOperation.Rename => wanted with { Name = reader.Required(nameof(NewName), asked[nameof(NewName)], "a DNS label under wildixin.com") },
            _ => wanted with { Customer = reader.Required(nameof(ToCustomer), asked[nameof(ToCustomer)], "a customer's id or name") },
        };
    }

    ChangeOperation OperationOf(Dictionary<string, string?> cells, RowReader reader)
    {
        var byHand = AllParameters.Where(_byHand.Contains).ToArray();
        if (RowReader.Text(Operation) is not null)
        {
            var named = reader.Word<ChangeOperation>(nameof(Operation), Operation);
            reader.ThrowIfBad();
            return byHand.Where(name => !ParametersOf[named!.Value].Contains(name)).ToArray() is { Length: > 0 } others ? throw OneAtATime(named!.Value + ", " + string.Join(", ", others)) : named!.Value;
        }

        // What only a creation takes, given by hand, can mean nothing else.
        string[] ofNew = [nameof(Customer), nameof(Name), nameof(Platform), nameof(Model), nameof(Region), nameof(Licensing)];
        if (byHand.Intersect(ofNew).Any())
            return byHand.Except(ParametersOf[ChangeOperation.Create]).ToArray() is { Length: > 0 } others ? throw OneAtATime("Create, " + string.Join(", ", others)) : ChangeOperation.Create;

        var kinds = ParametersOf.Where(kind => kind.Key != ChangeOperation.Create && kind.Value.Any(name => cells[name] is not null && IsTaken(name, kind.Key))).Select(kind => kind.Key).ToList();
        if (kinds.Contains(ChangeOperation.Term) && IsTaken(nameof(Term), ChangeOperation.Term) && cells[nameof(Term)] is not null) kinds.Remove(ChangeOperation.Licenses);
        else kinds.Remove(ChangeOperation.Term);
        return kinds.Count switch
        {
            0 => throw NothingAsked("the change is"),
            1 => kinds[0],
            _ => throw OneAtATime(string.Join(", ", kinds)),
        };
    }

    // Without a portal to ask, a row's counts, term and storage are what its PBX has, and not what it is to have.
    bool IsTaken(string parameter, ChangeOperation operation)
        => _byHand.Contains(parameter)
            || (!IsOursPiped && (operation == ChangeOperation.Create || (!_isChangeByHand && (AsksPortal || !PbxRow.Columns.Contains(parameter, StringComparer.OrdinalIgnoreCase)))));

    static WantedChange ReadCreation(WantedChange wanted, Dictionary<string, string?> asked, RowReader reader) => wanted with
    {
        Customer = reader.Required(nameof(Customer), asked[nameof(Customer)], "a customer's id or name"),
        Name = reader.Required(nameof(Name), asked[nameof(Name)], "a DNS label under wildixin.com"),
        Platform = reader.RequiredWord<Platform>(nameof(Platform), asked[nameof(Platform)]),
        Model = asked[nameof(Model)],
        Region = asked[nameof(Region)],
        Term = reader.RequiredWord<Term>(nameof(Term), asked[nameof(Term)]),
        Licensing = reader.Word<Licensing>(nameof(Licensing), asked[nameof(Licensing)]),
        StorageGB = reader.Count(nameof(StorageGB), asked[nameof(StorageGB)]),
    };

    WantedChange ReadStorage(WantedChange wanted, Dictionary<string, string?> asked, RowReader reader)
    {
        var given = ParametersOf[ChangeOperation.Storage].Where(name => asked[name] is not null).ToArray();
        if (given.Length == 0) throw NothingAsked("StorageGB, Units or SizeGB is");
        if (given.Length > 1) reader.Add(given[0], $"{string.Join(" and ", given)} say the size in several ways; give one of them");
        var units = Increase(nameof(Units));
        var more = units is null ? Increase(nameof(SizeGB)) : (int)Math.Min(int.MaxValue, (long)units * Storage.UnitGB);
        return wanted with { StorageGB = reader.Count(nameof(StorageGB), asked[nameof(StorageGB)]), StorageIncreaseGB = more };

        int? Increase(string name)
        {
            var number = reader.Count(name, asked[name]);
            if (number <= 0) reader.Add(name, FormattableString.Invariant($"{name} can't be {number}: it is what the storage grows by, at least 1"));
            return number;
        }
    }

    LicenseCounts ReadCounts(Dictionary<string, string?> asked, RowReader reader) => !asked.ContainsKey(nameof(License)) ? [] : CountCells.Read(
        reader, License,
        (nameof(PbxBasic), "PBX-BASIC", asked[nameof(PbxBasic)]),
        (nameof(UcEssential), "UC-Essential", asked[nameof(UcEssential)]),
        (nameof(UcBusiness), "UC-Business", asked[nameof(UcBusiness)]),
        (nameof(UcPremium), "UC-Premium", asked[nameof(UcPremium)]),
        (nameof(UcWizyconf), "UC-Wizyconf", asked[nameof(UcWizyconf)]),
        (nameof(PbxService), "PBX-Service", asked[nameof(PbxService)]));

    /// <summary>What is bound to each parameter, by hand or from the row; a blank cell is nothing.</summary>
    Dictionary<string, string?> Cells() => new()
    {
        [nameof(PbxBasic)] = RowReader.Text(PbxBasic),
        [nameof(UcEssential)] = RowReader.Text(UcEssential),
        [nameof(UcBusiness)] = RowReader.Text(UcBusiness),
        [nameof(UcPremium)] = RowReader.Text(UcPremium),
        [nameof(UcWizyconf)] = RowReader.Text(UcWizyconf),
        [nameof(PbxService)] = RowReader.Text(PbxService),
        [nameof(License)] = License is { Count: > 0 } ? nameof(License) : null,
        [nameof(Term)] = RowReader.Text(Term),
        [nameof(StorageGB)] = RowReader.Text(StorageGB),
        [nameof(Units)] = RowReader.Text(Units),
        [nameof(SizeGB)] = RowReader.Text(SizeGB),
        [nameof(Ssh)] = RowReader.Text(Ssh),
        [nameof(ServerPbx)] = ServerPbx?.Text,
        [nameof(NewName)] = RowReader.Text(NewName),
        [nameof(ToCustomer)] = RowReader.Text(ToCustomer),
        [nameof(Customer)] = RowReader.Text(Customer) ?? Identity?.Customer?.Id,
        [nameof(Name)] = RowReader.Text(Name),
        [nameof(Platform)] = RowReader.Text(Platform),
        [nameof(Model)] = RowReader.Text(Model),
        [nameof(Region)] = RowReader.Text(Region),
        [nameof(Licensing)] = RowReader.Text(Licensing),
    };

    static bool HasBadCell(RowReader reader)
    {
        reader.ThrowIfBad();
        return false;
    }

    ValidationException NothingAsked(string what) => new(
        "NothingToChange", $"The input asks for nothing: {what} not given.",
        "Give the change by parameters, such as -UcEssential 30 or -Term Yearly" + (AsksPortal ? ", or pipe rows that have it in columns; a blank cell means not given." : "; without a portal, a row's columns are what the PBX has."));

    static ValidationException OneAtATime(string asked) => new(
        "Validation", $"The input asks for several changes at once: {asked}.", "Check one at a time: leave the others out, or say which is meant with -Operation.") { Column = nameof(Operation) };
}
