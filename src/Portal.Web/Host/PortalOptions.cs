using Portal.Core.Datasets;
using Portal.Core.Deployments.Waiting;
using Portal.Core.Evaluations;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Monitoring.Observations;
using Portal.Core.Monitoring.Retraining;
using Portal.Core.Notifications.Mail;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Storage.Retention;
using Portal.Core.Webhooks;

namespace Portal.Web.Host;

/// <summary>How people sign in.</summary>
public enum AuthenticationMode
{
    /// <summary>One click on a seeded member, without any proof: for a look on one's own machine only.</summary>
    Demo,

    OpenIdConnect,
}

/// <summary>Configuration section <c>Portal:Authentication</c>.</summary>
public sealed record SignInOptions
{
    public AuthenticationMode Mode { get; init; } = AuthenticationMode.Demo;

    /// <summary>Lets the demo sign-in listen on other addresses than loopback, where anybody who reaches the port is anybody they like.</summary>
    public bool AllowDemoOnAnyAddress { get; init; }
}

/// <summary>Configuration section <c>Portal:Demo</c>: what the demo tenants hold; only with the demo sign-in.</summary>
public sealed record DemoOptions
{
    /// <summary>Promotions that were asked for and approved before a visitor comes; without it nothing is live and nothing waits.</summary>
    public bool Story { get; init; } = true;
}

/// <summary>Configuration section <c>Portal</c>; appsettings.Example.json shows every key with its default.</summary>
public sealed record PortalOptions
{
    /// <summary>Where the embedded database, artifacts and keys lie. Relative to the content root.</summary>
    public string DataFolder { get; init; } = "data";

    public DatabaseOptions Database { get; init; } = new();

    public ArtifactOptions Artifacts { get; init; } = new();

    public DatasetOptions Datasets { get; init; } = new();

    public EvaluationOptions Evaluations { get; init; } = new();

    public RetrainingOptions Retraining { get; init; } = new();

    public LiveOptions Live { get; init; } = new();

    public WebhookOptions Webhooks { get; init; } = new();

    public EmailOptions Email { get; init; } = new();

    public RetentionOptions Retention { get; init; } = new();

    public ObservationOptions Observations { get; init; } = new();

    public MonitorOptions Monitors { get; init; } = new();

    public SignInOptions Authentication { get; init; } = new();

    public DemoOptions Demo { get; init; } = new();
}
