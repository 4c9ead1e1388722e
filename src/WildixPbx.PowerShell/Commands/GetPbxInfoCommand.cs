using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Boxes;

namespace WildixPbx.Commands;

/// <summary>Gets what PBXs say of themselves: version, licence, network.</summary>
[Cmdlet(VerbsCommon.Get, "PbxInfo")]
[OutputType(typeof(PbxInfo))]
public sealed class GetPbxInfoCommand : BoxCmdlet
{
    [Parameter]
    public PbxInfoParts Part { get; set; } = PbxInfoParts.All;

    /// <inheritdoc/>
    private protected override Task ProcessBoxAsync()
    {
        var (name, parts) = (Identity?.Simulator?.Pbx, Part);
        return StartAsync(async box =>
        {
            var info = await WithinTimeAsync(box, call => box.Box.GetInfoAsync(parts, call));
            if (name is not null) info = info with { Name = name };
            info.InputIndex = box.Index;
            info.InputObject = box.Input;
            WriteObject(BoxOrigins.From(info, box.Settings));
        });
    }
}
