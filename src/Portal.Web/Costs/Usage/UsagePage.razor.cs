using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core;
using Portal.Core.Costs.Usage;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Shell;

namespace Portal.Web.Costs.Usage;

public sealed partial class UsagePage
{
    private const int DefaultDays = 30;
    private static readonly TimeSpan s_pulse = TimeSpan.FromSeconds(3);
    private static readonly (string Value, string Text)[] s_times = [("7", "Last 7 days"), ("30", "Last 30 days"), ("90", "Last 90 days")];
    private static readonly (string Value, string Text)[] s_groupings = [("model", "Model"), ("provider", "Provider"), ("team", "Team")];

    private bool _may;
    private bool _editing;
    private (DateTimeOffset? LastAt, long Records) _pulse;

    [Inject]
    private UsageOverview Overview { get; set; } = null!;

    [Inject]
    private UsageRecordList Records { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private News News { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "days")]
    private int? DaysAsked { get; set; }

    [SupplyParameterFromQuery(Name = "by")]
    private string? ByAsked { get; set; }

    private int Days => DaysAsked is 7 or 90 ? DaysAsked.Value : DefaultDays;

    private UsageGrouping By => Words.Parse<UsageGrouping>(ByAsked) ?? UsageGrouping.Model;

    private DateOnly Until => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime).AddDays(1);

    private DateOnly From => Until.AddDays(-Days);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await WatchAsync();
        }
    }

    /// <summary>Asks cheaply how much has come, and loads anew only when that is another number.</summary>
    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(s_pulse, Clock);
        try
        {
            do
            {
                await RunAsync(async ct => _pulse = await Overview.PulseAsync(await ActorAsync(ct), ct));
            }
            while (await timer.WaitForNextTickAsync(Gone));
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The reader left.
        }
    }

    private async Task<Outcome<UsageSeen>> LoadAsync(CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        _may = RoleRules.Refuses(actor, Permission.ManageCosts) is null;
        StateHasChanged();
        return await Overview.ReadAsync(actor, From, Until, By, ct);
    }

    private async Task<Outcome<Page<UsageRecordRow>>> RecordsAsync(PageRequest page, CancellationToken ct) => await Records.ReadAsync(await ActorAsync(ct), page, ct);

    private void Show(string days, UsageGrouping by) =>
        Navigation.NavigateTo(string.Create(CultureInfo.InvariantCulture, $"/costs/usage?days={days}&by={by.ToString().ToLowerInvariant()}"), replace: true);

    private void Closed(bool changed)
    {
        _editing = false;
        if (changed)
        {
            News.Tell("It is saved; usage is read so from now on.");
        }
    }

    /// <summary>Loads again what the pulse would not.</summary>
    private void Changed(string news)
    {
        News.Tell(news);
        _pulse = default;
    }

    private static double? Share(long part, long whole) => whole == 0 ? null : (double)part / whole;
}
