namespace Portal.Core.Tenancy;

/// <summary>What a member may do. The acts ask for these, never for roles.</summary>
public enum Permission
{
    ManageDatasets,
    ManageModels,

    /// <summary>Lets rules weigh less on a model that exists: its risk class, its data's classification, its regions, what it is measured on.</summary>
    ClassifyModels,
    RegisterVersion,
    EvaluateVersion,

    /// <summary>Puts an evaluation before all others of its tenant.</summary>
    PutFirst,

    /// <summary>Describes what AI is wanted for, and submits it to the board.</summary>
    ProposeUseCase,

    /// <summary>Votes on use cases, and writes the minutes.</summary>
    SitOnBoard,
    RequestPromotion,
    GrantException,
    EditPolicy,
    ManageEnvironments,
    RollBack,

    /// <summary>Takes the next step of a rollout, holds it, lets it go on.</summary>
    ManageRollouts,

    /// <summary>Says when nothing new goes live, and ends that early.</summary>
    PlanFreezes,

    /// <summary>Makes a version live at once, without an approval and through a freeze; somebody else reviews it afterwards.</summary>
    BreakGlass,
    ReadAudit,
    ManageMembers,
    ReadProtectedAttributes,
    ManageRunners,
    ManageMonitors,

    /// <summary>Runs the clock's jobs at once, and sends again what could not be delivered.</summary>
    ManageJobs,

    /// <summary>Sends what a live model was given and said, and later what became true.</summary>
    SendObservations,

    /// <summary>Acknowledges, assigns, silences, resolves, and asks for retraining.</summary>
    HandleIncidents,

    /// <summary>Decides to whom outside the organisation's events are sent.</summary>
    ManageWebhooks,

    /// <summary>Plans, starts, looks at and ends comparisons of versions on what arrives in production.</summary>
    ManageExperiments,

    /// <summary>Imports charges, says whose they are, and keeps prices and exchange rates.</summary>
    ManageCosts,

    /// <summary>Reports what was consumed: tokens, accelerator seconds, requests, storage, minutes of review, and outcomes of the business.</summary>
    SendUsage,

    /// <summary>Sets budgets, their thresholds and who is told.</summary>
    ManageBudgets,

    /// <summary>Accepts, assigns and dismisses savings that were found.</summary>
    DecideSavings,

    /// <summary>Describes workloads and the prices of the places where they could run.</summary>
    ManagePlacements,

    /// <summary>Carried by no role: it is what the token of a runner may do, and all that it may do.</summary>
    RunEvaluations,

    /// <summary>Makes groups of devices, registers and retires devices, and decides how a wave of them is judged.</summary>
    ManageFleets,

    /// <summary>Carried by no role: it is what the token of a device may do, and all that it may do.</summary>
    ReportFromDevice,
}
