using System.Management.Automation;
using System.Reflection;

namespace WildixPbx.Shell.StandIns;

/// <summary>A cmdlet of this program that answers to the name of one of PowerShell's own.</summary>
sealed record StandIn(string Name, Type Type)
{
    /// <summary>All there are, by name.</summary>
    public static IReadOnlyList<StandIn> All { get; } =
    [
        .. from type in typeof(StandIn).Assembly.GetTypes()
           let cmdlet = type.GetCustomAttribute<CmdletAttribute>()
           where cmdlet is not null && type.Namespace == typeof(StandIn).Namespace
           let name = $"{cmdlet.VerbName}-{cmdlet.NounName}"
           orderby name
           select new StandIn(name, type),
    ];
}
