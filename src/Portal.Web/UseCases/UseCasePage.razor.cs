using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Tenancy;
using Portal.Core.UseCases;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.UseCases;

/// <summary>A use case with all that the board decides on, and what it decided.</summary>
public sealed partial class UseCasePage
{
    private Loaded<UseCaseView>? _loaded;
    private Actor? _you;
    private Asking _asking;
    private string _note = "";

    private enum Asking
    {
        Nothing,
        Submit,
        Withdraw,
        Retire,
    }

    /// <summary>U-3, or the number alone.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    [Inject]
    private UseCaseDetail UseCases { get; set; } = null!;

    [Inject]
    private SubmitUseCase Submit { get; set; } = null!;

    [Inject]
    private WithdrawUseCase Withdraw { get; set; } = null!;

    [Inject]
    private RetireUseCase Retire { get; set; } = null!;

    private RenderFragment? Refusal => Refused is null && Failure is null ? null : builder =>
    {
        builder.OpenComponent<RefusalNote>(0);
        builder.AddAttribute(1, nameof(RefusalNote.Refusal), Refused);
        builder.AddAttribute(2, nameof(RefusalNote.Sentence), Failure);
        builder.CloseComponent();
    };

    private static string NoticeCss(UseCaseView view) => view.State switch
    {
        UseCaseState.Approved => "passed",
        UseCaseState.Rejected => "failed",
        UseCaseState.ChangesRequested => "missing",
        _ => "",
    };

    private static string Standing(UseCaseView view) => view.State switch
    {
        UseCaseState.Draft => "Nobody decides on it yet.",
        UseCaseState.Submitted => view.Open!.Tally.Sentence,
        UseCaseState.ChangesRequested => "The board asked for changes.",
        UseCaseState.Approved when view.Approval!.Conditions.Count > 0 => $"Approved under {Figures.Count(view.Approval.Conditions.Count, "condition")}.",
        UseCaseState.Approved => "Approved by the board.",
        UseCaseState.Rejected => "Rejected by the board.",
        _ => $"Retired by {view.RetiredBy ?? "the portal"}: “{view.RetiredBecause}”",
    };

    private static string Next(UseCaseView view) => view.State switch
    {
        UseCaseState.Draft or UseCaseState.ChangesRequested when view.Verdict.Unanswered.Count > 0 => $"{Figures.Count(view.Verdict.Unanswered.Count, "question")} of the questionnaire {(view.Verdict.Unanswered.Count == 1 ? "has" : "have")} no answer yet.",
        UseCaseState.Draft => "Everything is said; it can be submitted to the board.",
        UseCaseState.ChangesRequested => "Change what was asked for, then submit it again.",
        UseCaseState.Submitted when view.StillToVote.Count == 0 => "Nobody who may vote is left: withdraw it, or let more people sit on the board.",
        UseCaseState.Submitted => $"Still to vote: {string.Join(", ", view.StillToVote.Select(member => member.Name))}.",
        UseCaseState.Approved when view.Models.Count == 0 => "No model was made for it yet.",
        _ => "",
    };

    private async Task<Outcome<UseCaseView>> FindAsync(int number, CancellationToken ct)
    {
        _you = await ActorAsync(ct);
        return await UseCases.FindAsync(_you, number, ct);
    }

    private Task SubmitAsync(UseCaseView view) =>
        RunAsync((actor, ct) => Submit.RunAsync(actor, new SubmitUseCaseRequest(view.Number, view.Revision, _note), ct), _ => CloseAndReloadAsync());

    private Task WithdrawAsync(UseCaseView view, string reason) =>
        RunAsync((actor, ct) => Withdraw.RunAsync(actor, new WithdrawUseCaseRequest(view.Number, reason), ct), _ => CloseAndReloadAsync());

    private Task RetireAsync(UseCaseView view, string reason) =>
        RunAsync((actor, ct) => Retire.RunAsync(actor, new RetireUseCaseRequest(view.Number, reason), ct), _ => CloseAndReloadAsync());

    private Task CloseAndReloadAsync()
    {
        Close();
        return ReloadAsync();
    }

    private Task ReloadAsync() => _loaded!.ReloadAsync();

    private void Open(Asking asking) => (_asking, Refused, Failure) = (asking, null, null);

    private void Close() => _asking = Asking.Nothing;
}
