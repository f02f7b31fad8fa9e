using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core.Costs;
using Portal.Core.Costs.Currencies;
using Portal.Core.Tenancy;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Costs.Currencies;

public sealed partial class RatesPage
{
    private static readonly IReadOnlyList<(string, string)> s_currencies = [.. CurrencyCode.All.Select(code => (code, code))];

    private Loaded<Seen>? _loaded;
    private bool _mayManage;
    private Asked? _asked;
    private ExchangeRateRow? _removed;
    private string _date = "";
    private string _from = "";
    private string _to = "";
    private string _rate = "";
    private string _source = "";
    private string _currency = "";
    private string? _rateError;

    private enum Asked
    {
        Rate,
        Currency,
        Removal,
    }

    private sealed record Seen(CostSettingsView Settings, IReadOnlyList<ExchangeRateRow> Rates);

    [Inject]
    private ViewerClock Clock { get; set; } = null!;

    private async Task<Seen?> LoadAsync(CancellationToken ct)
    {
        var actor = await ActorAsync(ct);
        _mayManage = RoleRules.Refuses(actor, Permission.ManageCosts) is null;
        var seen = new Seen(await Settings.FindAsync(actor, ct), await Rates.ReadAsync(actor, ct));
        StateHasChanged();
        return seen;
    }

    private async Task OpenRate()
    {
        Forget();
        var currency = (await Settings.FindAsync(await ActorAsync(Gone), Gone)).Currency;
        (_asked, _date, _from, _to, _rate, _source, _rateError) = (Asked.Rate, DateOnly.FromDateTime(Clock.Now.UtcDateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "", currency, "", "", null);
    }

    private void OpenCurrency(CostSettingsView settings)
    {
        Forget();
        (_asked, _currency) = (Asked.Currency, settings.Currency);
    }

    private void OpenRemoval(ExchangeRateRow row)
    {
        Forget();
        (_asked, _removed) = (Asked.Removal, row);
    }

    private void Close() => _asked = null;

    private Task EnterAsync()
    {
        _rateError = decimal.TryParse(_rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) ? null : "Write a number, with a point before the decimals.";
        var dated = DateOnly.TryParseExact(_date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        return _rateError is null
            ? RunAsync((actor, ct) => Enter.RunAsync(actor, new(dated ? date : default, _from.Trim().ToUpperInvariant(), _to.Trim().ToUpperInvariant(), rate, _source), ct), _ => DoneAsync())
            : Task.CompletedTask;
    }

    private Task SetCurrencyAsync(CostSettingsView settings, string reason) => RunAsync((actor, ct) => Edit.RunAsync(actor, new(settings.Revision, _currency, reason), ct), _ => DoneAsync());

    private Task RemoveAsync(ExchangeRateRow row, string reason) => RunAsync((actor, ct) => Remove.RunAsync(actor, row.Id, reason, ct), _ => DoneAsync());

    private Task DoneAsync()
    {
        Close();
        return _loaded!.ReloadAsync();
    }

    private string? FieldError(string field) => Refused?.Fields.GetValueOrDefault(field);

    private RenderFragment Refusal() => builder =>
    {
        if ((Refused is not null && Refused.Fields.Count == 0) || Failure is not null)
        {
            builder.OpenComponent<RefusalNote>(0);
            builder.AddAttribute(1, nameof(RefusalNote.Refusal), Refused);
            builder.AddAttribute(2, nameof(RefusalNote.Sentence), Failure);
            builder.CloseComponent();
        }
    };
}
