namespace WildixPbx;

/// <summary>The two ways in which the guide moves a PBX to the Cloud.</summary>
public enum MigrationKind
{
    /// <summary>Per User by the month, the year or five years: the portal makes the Cloud instance, and serial, name, term and licences go over to it.</summary>
    Subscription,

    /// <summary>Lifetime or Per Service: a Cloud PBX of its own is created first, and the data go over to it.</summary>
    NewInstance,
}

/// <summary>Which way a PBX goes.</summary>
public static class MigrationKinds
{
    /// <summary>The kind of a PBX with this licensing and term; none where that can't be told. Source: the guide, "Move PBX to Cloud".</summary>
    public static MigrationKind? Of(Licensing? licensing, Term? term) => (licensing, term) switch
    {
        (Licensing.PerService, _) or (_, Term.Lifetime) => MigrationKind.NewInstance,
        (Licensing.PerUser, not null) => MigrationKind.Subscription,
        _ => null,
    };
}
