using System.Globalization;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;
using Portal.Core.Tenancy;

namespace Portal.Web.Promotions.Components;

/// <summary>A whole policy while it is edited.</summary>
public sealed class PolicyDraft
{
    private PolicyDraft(PolicyRules rules)
    {
        (Gates, Stages) = ([.. rules.Gates.Select(GateDraft.Of)], [.. rules.Stages.Select(StageDraft.Of)]);
        (Requester, Owner) = (rules.Separation.Requester, rules.Separation.Owner);
        (Exceptions, GrantedBy, LongestDays) = (rules.ExceptionsAllowed, (rules.Exceptions?.GrantedBy ?? Role.ComplianceOfficer).ToString(), Draft.Write(rules.Exceptions?.LongestDays ?? UsualDays));
        (ExpiresAfterDays, SignatureMinutes, EvidenceDays) = (Draft.Write(rules.Terms.ExpiresAfterDays), Draft.Write(rules.Terms.SignatureMinutes), Draft.Write(rules.Terms.EvidenceDays));
        (LiveBefore, UseCase, AutomaticRollback) = (rules.Terms.LiveBefore?.ToString() ?? "", rules.Terms.UseCase, rules.Terms.AutomaticRollback);
        (Strategy, Steps, HoldHours) = (rules.Rollout.Strategy, string.Join(", ", rules.Rollout.Steps), Draft.Write(rules.Rollout.HoldHours));
    }

    private const int UsualDays = 90;

    public List<GateDraft> Gates { get; }

    public List<StageDraft> Stages { get; }

    public bool Requester { get; set; }

    public bool Owner { get; set; }

    public bool Exceptions { get; set; }

    public string GrantedBy { get; set; }

    public string LongestDays { get; set; }

    public string ExpiresAfterDays { get; set; }

    public string SignatureMinutes { get; set; }

    public string EvidenceDays { get; set; }

    /// <summary>The name of a purpose; empty for none.</summary>
    public string LiveBefore { get; set; }

    public bool UseCase { get; set; }

    public bool AutomaticRollback { get; set; }

    public RolloutStrategy Strategy { get; set; }

    public string Steps { get; set; }

    public string HoldHours { get; set; }

    public static PolicyDraft Of(PolicyRules rules) => new(rules);

    /// <summary>The rules, or why they can't be meant as they stand.</summary>
    public (PolicyRules? Rules, string? Fault) Read()
    {
        var (gates, stages) = (Gates.ConvertAll(gate => gate.ToGate()), Stages.ConvertAll(stage => stage.ToStage()));
        if (gates.Contains(null))
        {
            return (null, "A gate has no limit yet: write its number above.");
        }

        if (stages.IndexOf(null) is >= 0 and var open)
        {
            return (null, $"A number of {Stages[open].Name} is missing or is none.");
        }

        if (!TryTerms(out var terms) || !TryExceptions(out var exceptions) || !TryRollout(out var rollout))
        {
            return (null, "A number of the terms below is missing or is none.");
        }

        var rules = new PolicyRules
        {
            Gates = [.. gates.OfType<Gate>()],
            Stages = [.. stages.OfType<Stage>()],
            Separation = new SeparationOfDuties(Requester, Owner),
            Exceptions = exceptions,
            Terms = terms,
            Rollout = rollout,
        };
        return PolicyChecks.Refuses(rules) is { } refusal ? (null, refusal.Sentence) : (rules, null);
    }

    /// <summary>A stage one place up or down, with the step of the place that it takes.</summary>
    public void Move(StageDraft stage, int by)
    {
        var (from, to) = (Stages.IndexOf(stage), Stages.IndexOf(stage) + by);
        if (to < 0 || to >= Stages.Count)
        {
            return;
        }

        (Stages[from], Stages[to]) = (Stages[to], Stages[from]);
        (Stages[from].Step, Stages[to].Step) = (Stages[to].Step, Stages[from].Step);
    }

    /// <summary>What is usual for a way of going live.</summary>
    public void Take(RolloutStrategy strategy) => (Strategy, Steps, HoldHours) = strategy switch
    {
        RolloutStrategy.AtOnce => (strategy, "", "0"),
        RolloutStrategy.Canary => (strategy, "5, 25, 100", "24"),
        RolloutStrategy.BlueGreen => (strategy, "", "24"),
        RolloutStrategy.Shadow => (strategy, "100", "24"),
        _ => (strategy, "50", "168"),
    };

    private bool TryTerms(out PromotionTerms terms)
    {
        var ok = Draft.Whole(ExpiresAfterDays, out var days) & Draft.Whole(SignatureMinutes, out var minutes) & Draft.Whole(EvidenceDays, out var evidence);
        terms = new PromotionTerms(days, minutes, Enum.TryParse<EnvironmentPurpose>(LiveBefore, out var purpose) ? purpose : null, UseCase, AutomaticRollback, evidence);
        return ok;
    }

    private bool TryExceptions(out ExceptionRules? exceptions)
    {
        var ok = Draft.Whole(LongestDays, out var days) && days is not null;
        exceptions = Exceptions && ok ? new ExceptionRules(Enum.Parse<Role>(GrantedBy), days!.Value) : null;
        return ok || !Exceptions;
    }

    private bool TryRollout(out RolloutPlan plan)
    {
        string[] words = Steps.Split([',', ' ', ';', '%'], StringSplitOptions.RemoveEmptyEntries);
        int?[] steps = Array.ConvertAll(words, word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : (int?)null);
        var ok = Draft.Number(HoldHours, out var hours) && !Array.Exists(steps, step => step is null);
        plan = Strategy == RolloutStrategy.AtOnce ? RolloutPlan.AtOnce : new RolloutPlan(Strategy, [.. steps.OfType<int>()], hours ?? 0);
        return ok;
    }
}
