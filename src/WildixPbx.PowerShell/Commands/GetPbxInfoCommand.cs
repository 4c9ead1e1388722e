using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Boxes;

namespace WildixPbx.Commands;

/// <summary>Gets what PBXs say of themselves: version, licence, network.</summary>
[Cmdlet(VerbsCommon.Get, "PbxInfo")]
[OutputType(typeof(PbxInfo))]
public sealed partial class GetPbxInfoCommand : BoxCmdlet
{
    [Parameter]
    public PbxInfoParts Part { get; set; } = PbxInfoParts.All;

    /// <inheritdoc/>
    private protected override Task ProcessBoxAsync()
    {
        var (simulator, parts, ssh) = (Identity?.Simulator, Part, SshSettings());
        return StartAsync(async box =>
        {
            var info = await WithinTimeAsync(box, call => box.Box.GetInfoAsync(parts, call));
            if (ssh is not null) info = await WithSerialAsync(info, ssh);
            if (simulator is not null) info = info with { Name = simulator.Pbx };
            info.InputIndex = box.Index;
            info.InputObject = box.Input;
            WriteObject(BoxOrigins.From(info, new BoxOrigin(box.Settings, simulator)));
        });
    }
}
