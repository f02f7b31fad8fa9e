using System.Collections;
using System.Globalization;
using System.Reflection;
using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Hardware;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Monitoring.Observations;
using Portal.Core.Notifications.Mail;
using Portal.Core.Registry;
using Portal.Core.Webhooks;

namespace Portal.Web.Host;

/// <summary>The configuration is wrong: every wrong key with its value and the cure, all at once.</summary>
public sealed class ConfigurationException(IReadOnlyList<string> complaints)
    : Exception("The configuration can't be used:" + string.Concat(complaints.Select(complaint => "\n  - " + complaint)));

/// <summary>Reads the section <c>Portal</c>, and refuses what it does not know: a misspelt key would otherwise be ignored silently.</summary>
public static class PortalConfiguration
{
    private const string Root = "Portal";

    /// <exception cref="ConfigurationException">Something is wrong; the start ends here.</exception>
    public static PortalOptions Read(IConfiguration configuration)
    {
        var complaints = new List<string>();
        Inspect(configuration.GetSection(Root), typeof(PortalOptions), complaints);
        if (complaints.Count > 0)
        {
            throw new ConfigurationException(complaints);
        }

        var options = configuration.GetSection(Root).Get<PortalOptions>() ?? new PortalOptions();
        Judge(options, complaints);
        return complaints.Count > 0 ? throw new ConfigurationException(complaints) : options;
    }

    private static void Inspect(IConfigurationSection section, Type type, List<string> complaints)
    {
        var known = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            if (!known.TryGetValue(child.Key, out var property))
            {
                complaints.Add($"{child.Path} is not a setting. Known here: {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.");
            }
            else if (IsSection(property.PropertyType))
            {
                Inspect(child, property.PropertyType, complaints);
            }
            else if (child.Value is { } value && Cure(property.PropertyType, value) is { } cure)
            {
                complaints.Add($"{child.Path} is '{value}'. {cure}");
            }
        }
    }

    private static bool IsSection(Type type) => type.IsClass && type != typeof(string) && !typeof(IEnumerable).IsAssignableFrom(type);

    private static string? Cure(Type type, string value) => type switch
    {
        { IsEnum: true } => Enum.GetNames(type).Contains(value, StringComparer.OrdinalIgnoreCase) ? null : $"Use one of {string.Join(", ", Enum.GetNames(type))}.",
        _ when type == typeof(bool) => bool.TryParse(value, out _) ? null : "Use true or false.",
        _ when type == typeof(int) || type == typeof(long) => long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) ? null : "Use a whole number.",
        _ when type == typeof(TimeSpan) => TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out _) ? null : "Use hours:minutes:seconds, such as 00:10:00.",
        _ => null,
    };

    private static void Judge(PortalOptions options, List<string> complaints)
    {
        if (options.Database is { Provider: not Portal.Core.Storage.DatabaseProviderName.Sqlite, ConnectionString: "" })
        {
            complaints.Add($"Portal:Database:ConnectionString is empty. {options.Database.Provider} needs one.");
        }

        if (options.Artifacts.MaxUploadBytes < 1024)
        {
            complaints.Add($"Portal:Artifacts:MaxUploadBytes is {options.Artifacts.MaxUploadBytes}. Use at least 1024 bytes.");
        }

        if (options.Datasets.RowLimit is < 1 or > int.MaxValue)
        {
            complaints.Add($"Portal:Datasets:RowLimit is {options.Datasets.RowLimit}. Use 1 to {int.MaxValue}.");
        }

        if (options.Retraining.CoolDownHours < 0)
        {
            complaints.Add($"Portal:Retraining:CoolDownHours is {options.Retraining.CoolDownHours}. Use at least 0.");
        }

        if (options.Live.MaxWaiting is < 1 or > 100_000)
        {
            complaints.Add($"Portal:Live:MaxWaiting is {options.Live.MaxWaiting}. Use 1 to 100000.");
        }

        JudgeWebhooks(options.Webhooks, complaints);
        complaints.AddRange(EmailRules.Complaints(options.Email).Select(wrong => $"Portal:Email:{wrong.Key} {wrong.Sentence}"));
        complaints.AddRange(options.Retention.Complaints());
        JudgeObservations(options.Observations, complaints);
        JudgeMonitors(options.Monitors, complaints);
        JudgeEvaluations(options.Evaluations, complaints);
        if (options.DataFolder.Trim().Length == 0)
        {
            complaints.Add("Portal:DataFolder is empty. Name a folder that the portal may write to.");
        }
    }

    private static void JudgeWebhooks(WebhookOptions options, List<string> complaints)
    {
        if (options.TimeoutSeconds is < 1 or > 60)
        {
            complaints.Add($"Portal:Webhooks:TimeoutSeconds is {options.TimeoutSeconds}. Use 1 to 60.");
        }

        if (options.MaxAttempts is < 1 or > 20)
        {
            complaints.Add($"Portal:Webhooks:MaxAttempts is {options.MaxAttempts}. Use 1 to 20.");
        }

        if (NetworkRules.Complaint(options.AllowedNetworks) is { } networks)
        {
            complaints.Add($"Portal:Webhooks:AllowedNetworks is '{options.AllowedNetworks}'. {networks}");
        }
    }

    private static void JudgeObservations(ObservationOptions options, List<string> complaints)
    {
        const string Section = "Portal:Observations";
        foreach (var (key, value, smallest, largest) in new[]
        {
            (nameof(options.MaxBatchBytes), options.MaxBatchBytes, 1024L, (long)int.MaxValue),
            (nameof(options.MaxBatchRows), options.MaxBatchRows, 1, 1_000_000),
            (nameof(options.FutureMinutes), options.FutureMinutes, 0, 24 * 60),
            (nameof(options.Concurrency), options.Concurrency, 0, 1024),
        })
        {
            if (value < smallest || value > largest)
            {
                complaints.Add($"{Section}:{key} is {value}. Use {smallest} to {largest}.");
            }
        }
    }

    private static void JudgeMonitors(MonitorOptions options, List<string> complaints)
    {
        foreach (var (key, value, smallest) in new[] { (nameof(options.Concurrency), options.Concurrency, 0), (nameof(options.TimeoutSeconds), options.TimeoutSeconds, 1), (nameof(options.MaxAttempts), options.MaxAttempts, 1) })
        {
            if (value < smallest)
            {
                complaints.Add($"Portal:Monitors:{key} is {value}. Use at least {smallest}.");
            }
        }
    }

    private static void JudgeEvaluations(EvaluationOptions options, List<string> complaints)
    {
        const long SmallestMemory = 256L * 1024 * 1024;
        const string Section = "Portal:Evaluations";
        foreach (var (key, value, smallest) in new[]
        {
            (nameof(options.Concurrency), options.Concurrency, 0L),
            (nameof(options.GpuConcurrency), options.GpuConcurrency, 0),
            (nameof(options.MemoryBytes), options.MemoryBytes, SmallestMemory),
            (nameof(options.WallSeconds), options.WallSeconds, 1),
            (nameof(options.CpuSeconds), options.CpuSeconds, 1),
            (nameof(options.RowLimit), options.RowLimit, 1),
            (nameof(options.ExplanationRows), options.ExplanationRows, 0),
            (nameof(options.ExplanationSeconds), options.ExplanationSeconds, 1),
            (nameof(options.SpeedMilliseconds), options.SpeedMilliseconds, 0),
            (nameof(options.MaxAttempts), options.MaxAttempts, 1),
            (nameof(options.RunnerLeaseSeconds), options.RunnerLeaseSeconds, 2),
        })
        {
            if (value < smallest)
            {
                complaints.Add($"{Section}:{key} is {value}. Use at least {smallest}.");
            }
        }

        if (RunnerLabels.RefusesRequired(nameof(options.Labels), RunnerLabels.Split(options.Labels)) is { } labels)
        {
            complaints.Add($"{Section}:{nameof(options.Labels)} is '{options.Labels}'. {labels.Sentence}");
        }

        if (options.Region.Length > 0 && Portal.Core.Datasets.DatasetRules.RefusesRegion(nameof(options.Region), options.Region) is { } region)
        {
            complaints.Add($"{Section}:{nameof(options.Region)} is '{options.Region}'. {region.Sentence}");
        }

        JudgeHardware(options, Section, complaints);
    }

    private static void JudgeHardware(EvaluationOptions options, string section, List<string> complaints)
    {
        var (prices, complaint) = options.HardwarePrices.Length > 0 ? HardwarePrices.Read(options.HardwarePrices) : (HardwarePrices.BuiltIn, null);
        if (complaint is not null)
        {
            complaints.Add($"{section}:{nameof(options.HardwarePrices)} is '{options.HardwarePrices}'. {complaint}");
        }
        else if (options.HardwareClass.Length > 0 && prices!.Find(options.HardwareClass.Trim()) is null)
        {
            complaints.Add($"{section}:{nameof(options.HardwareClass)} is '{options.HardwareClass}'. Use a class of the table of prices: {string.Join(", ", prices.Classes.Select(price => price.Class))}.");
        }
    }
}
