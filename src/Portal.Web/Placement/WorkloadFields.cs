using Portal.Core;
using Portal.Core.Datasets;
using Portal.Core.Placement;
using Portal.Web.Shell;

namespace Portal.Web.Placement;

/// <summary>The form of a workload as people type it.</summary>
public sealed class WorkloadFields
{
    public string Name { get; set; } = "";

    public string Team { get; set; } = "";

    public string Model { get; set; } = "";

    public string UseCase { get; set; } = "";

    public string Today { get; set; } = "";

    public string Average { get; set; } = "";

    public string Peak { get; set; } = "";

    public string Hours { get; set; } = "168";

    public string PeakHours { get; set; } = "0";

    public string Shape { get; set; } = nameof(TrafficShape.Steady);

    public string Input { get; set; } = "";

    public string Output { get; set; } = "";

    public string Cached { get; set; } = "";

    public string Seconds { get; set; } = "";

    public string Gigabytes { get; set; } = "";

    public string Latency { get; set; } = "";

    /// <summary>In percent; empty when nobody has measured.</summary>
    public string Repeats { get; set; } = "";

    public string Oldest { get; set; } = "";

    public string Licence { get; set; } = "";

    public string Hosting { get; set; } = nameof(LicenceHosting.Anybody);

    public bool NonCommercial { get; set; }

    public bool CommercialUse { get; set; } = true;

    /// <summary>In percent.</summary>
    public string Availability { get; set; } = "99.5";

    public string Regions { get; set; } = "";

    public string Classification { get; set; } = nameof(DataClassification.Personal);

    public bool PrivateOnly { get; set; }

    public string Vendors { get; set; } = "";

    public string Egress { get; set; } = "0";

    public string Memory { get; set; } = "0";

    /// <summary>In percent.</summary>
    public string Headroom { get; set; } = PlacementText.Field(WorkloadTerms.UsualHeadroom * 100);

    /// <summary>In percent.</summary>
    public string Load { get; set; } = PlacementText.Field(WorkloadTerms.UsualLoad * 100);

    /// <summary>A line for each class: "gpu-a10g 120".</summary>
    public string Speeds { get; set; } = "";

    private IReadOnlyList<WorkloadSpeed> Known { get; set; } = [];

    public static WorkloadFields Of(WorkloadView view)
    {
        var (terms, traffic, licence) = (view.Case.Workload, view.Case.Workload.Traffic, view.Case.Workload.Licence);
        return new()
        {
            Name = view.Name, Team = view.Team, Model = view.Model ?? "", UseCase = view.UseCase is { } number ? $"U-{number}" : "", Today = view.Today ?? "",
            Average = PlacementText.Field(traffic.Average), Peak = PlacementText.Field(traffic.Peak), Hours = PlacementText.Field(traffic.HoursAWeek), PeakHours = PlacementText.Field(traffic.PeakHoursAWeek), Shape = traffic.Shape.ToString(),
            Input = PlacementText.Field(terms.Tokens?.Input), Output = PlacementText.Field(terms.Tokens?.Output), Cached = PlacementText.Field(terms.Tokens?.Cached),
            Seconds = PlacementText.Field(terms.Run?.Seconds), Gigabytes = PlacementText.Field(terms.Run?.Gigabytes), Latency = PlacementText.Field(terms.LatencyMilliseconds),
            Availability = PlacementText.Field(terms.Availability * 100), Regions = string.Join(", ", terms.Regions), Classification = terms.Classification.ToString(), PrivateOnly = terms.PrivateOnly,
            Vendors = string.Join(", ", terms.ApprovedVendors), Egress = PlacementText.Field(terms.EgressGigabytes), Memory = PlacementText.Field(terms.MemoryGigabytes),
            Headroom = PlacementText.Field(terms.MemoryHeadroom * 100), Load = PlacementText.Field(terms.TargetLoad * 100), Known = terms.Speeds, Speeds = Lines(terms.Speeds),
            Repeats = PlacementText.Field(terms.Repeats?.Share * 100), Oldest = PlacementText.Field(terms.Repeats?.OldestHours),
            Licence = licence?.Name ?? "", Hosting = (licence?.Hosting ?? LicenceHosting.Anybody).ToString(), NonCommercial = licence?.NonCommercial ?? false, CommercialUse = licence?.CommercialUse ?? true,
        };
    }

    /// <summary>Takes over what was measured; what nobody measured stays as it is typed.</summary>
    public void Take(WorkloadMeasures measured)
    {
        if (measured.Speeds.Count > 0)
        {
            (Known, Speeds) = (measured.Speeds, Lines(measured.Speeds));
        }

        if (measured.Licence is { } licence)
        {
            (Licence, NonCommercial) = (licence, NonCommercial || ModelLicence.SaysNonCommercial(licence));
        }

        Memory = measured.MemoryGigabytes is { } memory ? PlacementText.Field(memory) : Memory;
        if (measured.Traffic is { } traffic)
        {
            (Average, Peak, Hours) = (PlacementText.Field(traffic.Average), PlacementText.Field(traffic.Peak), PlacementText.Field(traffic.HoursAWeek));
        }
    }

    /// <param name="today">The day of speeds that somebody says by hand.</param>
    public Outcome<WorkloadDraft> ToDraft(DateOnly today)
    {
        string? wrong = null;
        var traffic = new TrafficProfile(Needed("average", Average), Needed("peak", Peak), Needed("hours", Hours), Needed("peakHours", PeakHours), Words.Parse<TrafficShape>(Shape) ?? TrafficShape.Steady);
        var tokens = Input.Length + Output.Length == 0 ? null : new TokenUse((long)Needed("input", Input), (long)Needed("output", Output), Cached.Length == 0 ? 0 : (long)Needed("cached", Cached));
        var run = Seconds.Length + Gigabytes.Length == 0 ? null : new RequestRun(Needed("seconds", Seconds), Needed("gigabytes", Gigabytes));
        var repeats = Repeats.Length + Oldest.Length == 0 ? null : new RepeatedInputs(Needed("repeats", Repeats) / 100, Needed("oldest", Oldest));
        var licence = string.IsNullOrWhiteSpace(Licence) ? null : new ModelLicence(Licence, Words.Parse<LicenceHosting>(Hosting) ?? LicenceHosting.OwnHardware, NonCommercial, CommercialUse);
        decimal? latency = Latency.Length == 0 ? null : Needed("latency", Latency);
        var terms = new WorkloadTerms(
            traffic, Needed("availability", Availability) / 100, PlacementText.List(Regions), Words.Parse<DataClassification>(Classification) ?? DataClassification.SpecialCategory, PrivateOnly,
            PlacementText.List(Vendors), Needed("egress", Egress), Needed("memory", Memory), Needed("headroom", Headroom) / 100, Needed("load", Load) / 100, [], tokens, run, latency, licence, repeats);
        var speeds = SpeedsOf(today);
        return wrong is not null ? Refusal.Invalid(wrong, "A number is needed here, such as 12 or 0.5.")
            : speeds is null ? Refusal.Invalid("speeds", "A line is a class of hardware and requests a second, such as: gpu-a10g 120.")
            : UseCase.Length > 0 && UseCases.UseCasesPages.NumberOf(UseCase) is null ? Refusal.Invalid("useCase", "A use case is named as U-3.")
            : new WorkloadDraft(Team, Model.Length == 0 ? null : Model, UseCases.UseCasesPages.NumberOf(UseCase), Today.Length == 0 ? null : Today, terms with { Speeds = speeds });

        decimal Needed(string field, string text)
        {
            if (PlacementText.Parse(text) is { } value && Math.Abs(value) < long.MaxValue)
            {
                return value;
            }

            wrong ??= field;
            return 0;
        }
    }

    /// <summary>A speed that stays as it was measured keeps its source.</summary>
    private List<WorkloadSpeed>? SpeedsOf(DateOnly today)
    {
        var speeds = new List<WorkloadSpeed>();
        foreach (var words in Speeds.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (words is not [var hardware, var text] || PlacementText.Parse(text) is not { } speed)
            {
                return null;
            }

            speeds.Add(Known.FirstOrDefault(known => known.HardwareClass == hardware && known.RequestsPerSecond == speed) ?? new WorkloadSpeed(hardware, speed, "said by hand", today));
        }

        return speeds;
    }

    private static string Lines(IEnumerable<WorkloadSpeed> speeds) => string.Join('\n', speeds.Select(speed => $"{speed.HardwareClass} {PlacementText.Field(speed.RequestsPerSecond)}"));
}
