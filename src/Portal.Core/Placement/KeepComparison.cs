using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Costs.Currencies;
using Portal.Core.Placement.Comparing;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Placement;

/// <param name="Cause">Why; a member's own is always <see cref="ComparisonCause.Member"/>.</param>
/// <param name="Traffic">The measured traffic to compute with; null for the workload's own.</param>
public sealed record KeepComparisonRequest(string Workload, ComparisonCause Cause = ComparisonCause.Member, MeasuredTraffic? Traffic = null);

/// <param name="Recommendation">The number of the recommendation that was opened; null when the best place stayed.</param>
public sealed record KeptResult(int Number, string? Best, int? Recommendation);

/// <summary>
/// Keeps a comparison with everything that it was computed from. Where another place than before is the best, a recommendation is opened;
/// where owning begins to cost less than renting, that is told.
/// </summary>
public sealed class KeepComparison(AuditTrail trail)
{
    public async Task<Outcome<KeptResult>> RunAsync(Actor actor, KeepComparisonRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await FoundWorkload.FindAsync(unit.Db, request.Workload, ct) is not { } workload)
        {
            return FoundWorkload.NotFound(request.Workload);
        }

        var subject = FoundWorkload.SubjectOf(workload.Id, workload.Name);
        if (unit.Refuses(Permission.ManagePlacements) is { } forbidden)
        {
            return await unit.RefuseAsync("placement.compare", subject, forbidden, ct);
        }

        var book = await PlacementBook.ReadAsync(unit.Db, unit.Now, ct);
        var before = await unit.Db.KeptComparisons.AsNoTracking().Where(row => row.WorkloadId == workload.Id).OrderByDescending(row => row.Number).FirstOrDefaultAsync(ct);
        var kept = Make(unit, workload, book, request, before);
        unit.Db.KeptComparisons.Add(kept);
        unit.Record("placement.compared", subject, details: Describe(kept));
        var opened = await OpenAsync(unit, workload, kept, before, ct);
        if (kept.IsCrossed && before is { IsCrossed: false })
        {
            unit.Tell("placement.break-even-crossed", new JsonObject
            {
                ["workloadId"] = workload.Id.ToString(),
                ["workload"] = workload.Name,
                ["owned"] = FoundWorkload.Exact(kept.OwnedMonthly),
                ["rented"] = FoundWorkload.Exact(kept.RentedMonthly),
                ["currency"] = kept.Currency,
            });
        }

        return await unit.CommitAsync(new KeptResult(kept.Number, kept.Best, opened), ct);
    }

    private static KeptComparison Make(UnitOfWork unit, Workload workload, PlacementBook book, KeepComparisonRequest request, KeptComparison? before)
    {
        var facts = book.CaseOf(request.Traffic is { } measured ? workload.Terms with { Traffic = At(workload.Terms.Traffic, measured) } : workload.Terms);
        var (result, today) = (PlacementComparison.Of(facts), book.TodayOf(workload));
        var owned = result.Owned is [var first, ..] ? first : null;
        return new KeptComparison
        {
            TenantId = unit.Actor.Tenant,
            Id = KeptComparisonId.New(),
            WorkloadId = workload.Id,
            Number = (before?.Number ?? 0) + 1,
            At = unit.Now,
            Cause = unit.Actor.IsSystem ? request.Cause : ComparisonCause.Member,
            KeptBy = unit.Actor.Member,
            Edition = workload.Edition,
            Case = facts,
            CaseDigest = Digest.Of(JsonSerializer.SerializeToUtf8Bytes(facts, JsonText.Options)),
            Currency = facts.Currency,
            Best = result.Best?.Name,
            BestMonthly = Kept(result.Best?.Monthly),
            Today = today,
            TodayMonthly = Kept(result.Find(today)?.Monthly),
            OwnedMonthly = Kept(owned?.Monthly),
            RentedMonthly = Kept(owned?.Rented),
            OwnedMonths = Kept(owned?.Cash.Exact),
            Recommendation = PlacementSentences.Of(facts, result, PlacementSensitivity.Of(facts), today),
        };
    }

    /// <summary>The measured requests in the hours that are planned: a month of both has as many.</summary>
    private static TrafficProfile At(TrafficProfile stated, MeasuredTraffic measured)
    {
        var average = Amounts.Keep(measured.Average * measured.HoursAWeek / stated.HoursAWeek);
        return stated with { Average = average, Peak = Math.Max(average, measured.Peak) };
    }

    /// <summary>One is open for a workload at most. What nobody has decided on is withdrawn once another place is best: it would send the workload to the wrong one.</summary>
    private static async Task<int?> OpenAsync(UnitOfWork unit, Workload workload, KeptComparison kept, KeptComparison? before, CancellationToken ct)
    {
        var waiting = await unit.Db.PlacementRecommendations.SingleOrDefaultAsync(row => row.WorkloadId == workload.Id && row.State == RecommendationState.Open, ct);
        if (waiting is not null && waiting.To != kept.Best)
        {
            Withdraw(unit, workload, waiting, kept);
            waiting = null;
        }

        if (waiting is not null || kept.Best is not { } best || (before?.Best ?? kept.Today) is not { } former || former == best || best == kept.Today)
        {
            return null;
        }

        var number = 1 + (await unit.Db.PlacementRecommendations.MaxAsync(row => (int?)row.Number, ct) ?? 0);
        var opened = new PlacementRecommendation
        {
            TenantId = unit.Actor.Tenant,
            Id = PlacementRecommendationId.New(),
            Number = number,
            WorkloadId = workload.Id,
            ComparisonId = kept.Id,
            From = kept.Today ?? former,
            To = best,
            SavingAYear = Kept(kept.Saving * Costs.Economics.Calendar.MonthsAYear),
            Currency = kept.Currency,
            OpenedAt = unit.Now,
            State = RecommendationState.Open,
        };
        unit.Db.PlacementRecommendations.Add(opened);
        unit.Record("placement.recommended", FoundWorkload.SubjectOf(workload.Id, workload.Name), details: new JsonObject { ["number"] = number, ["from"] = opened.From, ["to"] = best, ["savingAYear"] = FoundWorkload.Exact(opened.SavingAYear) });
        unit.Tell("placement.recommended", new JsonObject
        {
            ["number"] = number, ["workloadId"] = workload.Id.ToString(), ["workload"] = workload.Name, ["from"] = opened.From, ["to"] = best, ["savingAYear"] = FoundWorkload.Exact(opened.SavingAYear), ["currency"] = kept.Currency,
        });
        return number;
    }

    private static void Withdraw(UnitOfWork unit, Workload workload, PlacementRecommendation waiting, KeptComparison kept)
    {
        (waiting.State, waiting.DecidedAt) = (RecommendationState.Withdrawn, unit.Now);
        waiting.Reason = $"Comparison {kept.Number} found {kept.Best ?? "no place"} instead.";
        unit.Record("placement.withdrawn", FoundWorkload.SubjectOf(workload.Id, workload.Name), waiting.Reason, new JsonObject { ["number"] = waiting.Number, ["to"] = waiting.To, ["best"] = kept.Best });
    }

    private static decimal? Kept(decimal? amount) => amount is { } value && Math.Abs(value) < Amounts.Limit ? Amounts.Keep(value) : null;

    private static JsonObject Describe(KeptComparison kept) => new()
    {
        ["number"] = kept.Number,
        ["cause"] = kept.Cause.ToString(),
        ["edition"] = kept.Edition,
        ["case"] = kept.CaseDigest.Hex,
        ["best"] = kept.Best,
        ["bestMonthly"] = FoundWorkload.Exact(kept.BestMonthly),
        ["today"] = kept.Today,
        ["todayMonthly"] = FoundWorkload.Exact(kept.TodayMonthly),
        ["currency"] = kept.Currency,
    };
}
