using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsCommon.Add, "Content", SupportsShouldProcess = true)]
sealed class AddContent() : ContentWriter(append: true);
