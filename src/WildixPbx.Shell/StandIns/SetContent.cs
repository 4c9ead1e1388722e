using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsCommon.Set, "Content", SupportsShouldProcess = true)]
sealed class SetContent() : ContentWriter(append: false);
