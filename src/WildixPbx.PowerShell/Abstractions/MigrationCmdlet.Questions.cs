using WildixPbx.Migrations;
using WildixPbx.Runs;

namespace WildixPbx.Abstractions;

/// <content>What is asked before and during a move. A question to nobody is an error, never a wait.</content>
public abstract partial class MigrationCmdlet
{
    /// <summary>Shows what would be done, and asks; under -WhatIf the answer is no.</summary>
    /// <exception cref="ValidationException">A question is due and nobody is there to answer (ConfirmationRequired).</exception>
    private protected bool Agrees(string target, string action, string details) => IsAgreed(Force, target, action, action + details);

    MigrationTalk TalkOf(PbxMigration migration, MigrationProgressBar progress) => new()
    {
        Ask = (question, _) => !Interactivity.IsInteractive(Host) ? Task.FromResult<bool?>(null)
            : AskAsync<bool?>($"Move '{question.Name}'?", $"{question.Text}\nPBX '{migration.Pbx}'", null),
        AgreesToRepeat = (state, _) => Force ? Task.FromResult(true)
            : !Interactivity.IsInteractive(Host) ? throw RepeatUnanswered(migration, state)
            : AskAsync($"Run migrate2cloud once more on {migration.Box}?", Repeats(migration, state), false),
        Progress = progress.Take,
    };

    static string Repeats(PbxMigration migration, string state)
        => $"migrate2cloud was started for PBX '{migration.Pbx}' before, and how far it came is not known. The Cloud PBX: {state}. How the script takes a second run is not documented.";

    static ValidationException RepeatUnanswered(PbxMigration migration, string state) => new(
        "ConfirmationRequired", Repeats(migration, state) + " Nobody is there to say whether it shall be run once more.",
        $"Look at both boxes, then Resume-PbxMigration {migration.Id} -Force");

    // Questions come up on the engine's threads, and are asked on the pipeline's.
    Task<T> AskAsync<T>(string question, string caption, T otherwise)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        PostToPipeline(() =>
        {
            try { answer.SetResult((T)(object)ShouldContinue(question, caption)); }
            catch (Exception e) when (Questions.IsOfHost(e)) { answer.SetResult(otherwise); }
            catch (Exception e)
            {
                answer.SetException(e);
                throw;
            }
        });
        return answer.Task;
    }
}
