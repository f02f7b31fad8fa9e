using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Tenants",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    NormalizedName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tenants", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AllocationRules",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    NormalizedName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    TagKey = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    TagMeaning = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Entries = table.Column<string>(type: "TEXT", nullable: false),
                    Match = table.Column<string>(type: "TEXT", nullable: true),
                    SplitBy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Sharers = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AllocationRules", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_AllocationRules_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AllocationStates",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Rules = table.Column<long>(type: "INTEGER", nullable: false),
                    Items = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AllocationStates", x => x.TenantId);
                    table.ForeignKey(
                        name: "FK_AllocationStates_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AnomalyWatches",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Basis = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    TestedUntil = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AnomalyWatches", x => new { x.TenantId, x.Basis });
                    table.ForeignKey(
                        name: "FK_AnomalyWatches_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Artifacts",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Length = table.Column<long>(type: "INTEGER", nullable: false),
                    StoredAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Artifacts", x => new { x.TenantId, x.Digest });
                    table.ForeignKey(
                        name: "FK_Artifacts_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ActorName = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Origin = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Action = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    SubjectKind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SubjectId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    SubjectName = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    Previous = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => new { x.TenantId, x.Sequence });
                    table.ForeignKey(
                        name: "FK_AuditEntries_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AuditHeads",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Told = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditHeads", x => x.TenantId);
                    table.ForeignKey(
                        name: "FK_AuditHeads_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BoardSettings",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Quorum = table.Column<int>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoardSettings", x => x.TenantId);
                    table.ForeignKey(
                        name: "FK_BoardSettings_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ChargeItems",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<long>(type: "INTEGER", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Provider = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ServiceCategory = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Service = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Sku = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Region = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ResourceId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    SubAccountId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Category = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    IsCorrection = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsUnused = table.Column<bool>(type: "INTEGER", nullable: false),
                    ConsumedUnit = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    PricingUnit = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    GpuCount = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: true),
                    Tags = table.Column<string>(type: "TEXT", nullable: true),
                    Columns = table.Column<string>(type: "TEXT", nullable: false),
                    TeamId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: true),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AllocatedBy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    RuleId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChargeItems", x => new { x.TenantId, x.Key });
                    table.ForeignKey(
                        name: "FK_ChargeItems_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ChargeRejections",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ImportNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    Line = table.Column<int>(type: "INTEGER", nullable: false),
                    IsRejected = table.Column<bool>(type: "INTEGER", nullable: false),
                    Column = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChargeRejections", x => new { x.TenantId, x.ImportNumber, x.IsRejected, x.Line });
                    table.ForeignKey(
                        name: "FK_ChargeRejections_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Charges",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ImportNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    Line = table.Column<int>(type: "INTEGER", nullable: false),
                    Period = table.Column<int>(type: "INTEGER", nullable: false),
                    ItemKey = table.Column<long>(type: "INTEGER", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    Billed = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Effective = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    List = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: true),
                    Contracted = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: true),
                    Consumed = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: true),
                    Priced = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: true),
                    Extra = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Charges", x => new { x.TenantId, x.ImportNumber, x.Line });
                    table.ForeignKey(
                        name: "FK_Charges_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ChargeSources",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    NormalizedName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Provider = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Profile = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    CreatedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RetiredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChargeSources", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_ChargeSources_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CostReports",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Cadence = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Figures = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CostReports", x => new { x.TenantId, x.Cadence, x.From });
                    table.ForeignKey(
                        name: "FK_CostReports_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CostSettings",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CostSettings", x => x.TenantId);
                    table.ForeignKey(
                        name: "FK_CostSettings_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "EndedSessions",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EndedSessions", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_EndedSessions_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Environments",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    NormalizedName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Purpose = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Placement = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Region = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Capacity = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Slots = table.Column<int>(type: "INTEGER", nullable: true),
                    PriceClass = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AllowedClassifications = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Environments", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Environments_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ExchangeRates",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    From = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    To = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Rate = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExchangeRates", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_ExchangeRates_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IdempotencyRecords",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RequestDigest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: true),
                    Location = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    ContentType = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Body = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdempotencyRecords", x => new { x.TenantId, x.MemberId, x.Key });
                    table.ForeignKey(
                        name: "FK_IdempotencyRecords_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ObservationRetentions",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Days = table.Column<int>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ObservationRetentions", x => x.TenantId);
                    table.ForeignKey(
                        name: "FK_ObservationRetentions_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Outbox",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DeliveredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    FailedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastError = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Outbox_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PlacementOptions",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    NormalizedName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Terms = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RetiredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlacementOptions", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_PlacementOptions_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PlacementSettings",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Weights = table.Column<string>(type: "TEXT", nullable: false),
                    AnnualRate = table.Column<decimal>(type: "TEXT", precision: 28, scale: 12, nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlacementSettings", x => x.TenantId);
                    table.ForeignKey(
                        name: "FK_PlacementSettings_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Policies",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RiskClass = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Purpose = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Task = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Classification = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    ScopeKey = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Rules = table.Column<string>(type: "TEXT", nullable: false),
                    EditedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RetiredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Policies", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Policies_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReconciliationGaps",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Provider = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Model = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Billed = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Metered = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    FoundAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReconciliationGaps", x => new { x.TenantId, x.Day, x.Provider, x.Model, x.Currency });
                    table.ForeignKey(
                        name: "FK_ReconciliationGaps_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SavingsLooks",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavingsLooks", x => x.TenantId);
                    table.ForeignKey(
                        name: "FK_SavingsLooks_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SavingsReviews",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Month = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    WrittenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Sentences = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavingsReviews", x => new { x.TenantId, x.Month });
                    table.ForeignKey(
                        name: "FK_SavingsReviews_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Teams",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    NormalizedName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CostCentre = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Teams", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Teams_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UsageSettings",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RetentionDays = table.Column<int>(type: "INTEGER", nullable: false),
                    GapShare = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Names = table.Column<string>(type: "TEXT", nullable: false),
                    Aliases = table.Column<string>(type: "TEXT", nullable: false),
                    Content = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    FingerprintKey = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Assumptions = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsageSettings", x => x.TenantId);
                    table.ForeignKey(
                        name: "FK_UsageSettings_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ChargeImports",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    SourceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Length = table.Column<long>(type: "INTEGER", nullable: false),
                    Profile = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Provider = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SentBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Version = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    RowsAccepted = table.Column<long>(type: "INTEGER", nullable: false),
                    RowsRejected = table.Column<long>(type: "INTEGER", nullable: false),
                    RowsCoerced = table.Column<long>(type: "INTEGER", nullable: false),
                    Findings = table.Column<string>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Failure = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Progress = table.Column<double>(type: "REAL", nullable: false),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    LeaseOwner = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    LeaseUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    CancelRequested = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChargeImports", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_ChargeImports_ChargeSources_TenantId_SourceId",
                        columns: x => new { x.TenantId, x.SourceId },
                        principalTable: "ChargeSources",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ChargeImports_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ChargePeriods",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ImportNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    Index = table.Column<int>(type: "INTEGER", nullable: false),
                    OriginId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SourceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Start = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    End = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    FirstDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Rows = table.Column<long>(type: "INTEGER", nullable: false),
                    Corrections = table.Column<long>(type: "INTEGER", nullable: false),
                    Totals = table.Column<string>(type: "TEXT", nullable: false),
                    AllocatedWith = table.Column<long>(type: "INTEGER", nullable: false),
                    Splits = table.Column<string>(type: "TEXT", nullable: false),
                    SplitAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SupersededBy = table.Column<int>(type: "INTEGER", nullable: true),
                    SupersededAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChargePeriods", x => new { x.TenantId, x.ImportNumber, x.Index });
                    table.ForeignKey(
                        name: "FK_ChargePeriods_ChargeSources_TenantId_SourceId",
                        columns: x => new { x.TenantId, x.SourceId },
                        principalTable: "ChargeSources",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ChargePeriods_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DeviceGroups",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    NormalizedName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    Settings = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RemovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeviceGroups", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_DeviceGroups_Environments_TenantId_EnvironmentId",
                        columns: x => new { x.TenantId, x.EnvironmentId },
                        principalTable: "Environments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DeviceGroups_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Members",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    TeamId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DisabledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SecurityStamp = table.Column<Guid>(type: "TEXT", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Members", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Members_Teams_TenantId_TeamId",
                        columns: x => new { x.TenantId, x.TeamId },
                        principalTable: "Teams",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Members_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UsageSources",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    NormalizedName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Signal = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    TeamId = table.Column<Guid>(type: "TEXT", nullable: true),
                    FirstAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Records = table.Column<long>(type: "INTEGER", nullable: false),
                    Doubled = table.Column<long>(type: "INTEGER", nullable: false),
                    Ignored = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsageSources", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_UsageSources_Teams_TenantId_TeamId",
                        columns: x => new { x.TenantId, x.TeamId },
                        principalTable: "Teams",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UsageSources_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AccessTokens",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Tail = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RevokedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastUsedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccessTokens", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_AccessTokens_Members_TenantId_MemberId",
                        columns: x => new { x.TenantId, x.MemberId },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AccessTokens_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CostAnomalies",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Basis = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Group = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    FirstDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    IsMore = table.Column<bool>(type: "INTEGER", nullable: false),
                    Amount = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Expected = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Score = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Cause = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FoundAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CostAnomalies", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_CostAnomalies_Members_TenantId_DecidedBy",
                        columns: x => new { x.TenantId, x.DecidedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CostAnomalies_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CostReportSubscriptions",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Cadence = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CostReportSubscriptions", x => new { x.TenantId, x.MemberId });
                    table.ForeignKey(
                        name: "FK_CostReportSubscriptions_Members_TenantId_MemberId",
                        columns: x => new { x.TenantId, x.MemberId },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CostReportSubscriptions_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Datasets",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    NormalizedName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Classification = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Region = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Datasets", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Datasets_Members_TenantId_OwnerId",
                        columns: x => new { x.TenantId, x.OwnerId },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Datasets_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Delegations",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<Guid>(type: "TEXT", nullable: false),
                    To = table.Column<Guid>(type: "TEXT", nullable: false),
                    Begins = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Delegations", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Delegations_Members_TenantId_From",
                        columns: x => new { x.TenantId, x.From },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Delegations_Members_TenantId_To",
                        columns: x => new { x.TenantId, x.To },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Delegations_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Devices",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    GroupId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    NormalizedName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    RegisteredBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    RegisteredAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RetiredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReportedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SilentAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Devices", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Devices_DeviceGroups_TenantId_GroupId",
                        columns: x => new { x.TenantId, x.GroupId },
                        principalTable: "DeviceGroups",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Devices_Environments_TenantId_EnvironmentId",
                        columns: x => new { x.TenantId, x.EnvironmentId },
                        principalTable: "Environments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Devices_Members_TenantId_AccountId",
                        columns: x => new { x.TenantId, x.AccountId },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Devices_Members_TenantId_RegisteredBy",
                        columns: x => new { x.TenantId, x.RegisteredBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Devices_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Freezes",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Purpose = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    TimeZone = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    PlannedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    PlannedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Freezes", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Freezes_Environments_TenantId_EnvironmentId",
                        columns: x => new { x.TenantId, x.EnvironmentId },
                        principalTable: "Environments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Freezes_Members_TenantId_EndedBy",
                        columns: x => new { x.TenantId, x.EndedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Freezes_Members_TenantId_PlannedBy",
                        columns: x => new { x.TenantId, x.PlannedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Freezes_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MemberRoles",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MemberRoles", x => new { x.TenantId, x.MemberId, x.Role });
                    table.ForeignKey(
                        name: "FK_MemberRoles_Members_TenantId_MemberId",
                        columns: x => new { x.TenantId, x.MemberId },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MemberRoles_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "NotificationChoices",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    NotByMail = table.Column<string>(type: "TEXT", nullable: false),
                    Digest = table.Column<bool>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NotificationChoices", x => new { x.TenantId, x.MemberId });
                    table.ForeignKey(
                        name: "FK_NotificationChoices_Members_TenantId_MemberId",
                        columns: x => new { x.TenantId, x.MemberId },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_NotificationChoices_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Notifications",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Message = table.Column<Guid>(type: "TEXT", nullable: false),
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Why = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Href = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Mail = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    MailDueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    MailAttempts = table.Column<int>(type: "INTEGER", nullable: false),
                    MailedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    MailFailure = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notifications", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Notifications_Members_TenantId_MemberId",
                        columns: x => new { x.TenantId, x.MemberId },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Notifications_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PolicyVersions",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PolicyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Rules = table.Column<string>(type: "TEXT", nullable: false),
                    EditedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    EditedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Retired = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicyVersions", x => new { x.TenantId, x.PolicyId, x.Number });
                    table.ForeignKey(
                        name: "FK_PolicyVersions_Members_TenantId_EditedBy",
                        columns: x => new { x.TenantId, x.EditedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PolicyVersions_Policies_TenantId_PolicyId",
                        columns: x => new { x.TenantId, x.PolicyId },
                        principalTable: "Policies",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PolicyVersions_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Prices",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Provider = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Model = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Unit = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Term = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Region = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    FromVolume = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Amount = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    ValidFrom = table.Column<long>(type: "INTEGER", nullable: false),
                    ValidUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AddedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Prices", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Prices_Members_TenantId_AddedBy",
                        columns: x => new { x.TenantId, x.AddedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Prices_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Runners",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    NormalizedName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Region = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    RegisteredBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    RegisteredAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RetiredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastSeenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Labels = table.Column<string>(type: "TEXT", nullable: false),
                    Device = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    MemoryBytes = table.Column<long>(type: "INTEGER", nullable: true),
                    Slots = table.Column<int>(type: "INTEGER", nullable: true),
                    GpuSlots = table.Column<int>(type: "INTEGER", nullable: true),
                    CodeVersion = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Runners", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Runners_Members_TenantId_AccountId",
                        columns: x => new { x.TenantId, x.AccountId },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Runners_Members_TenantId_RegisteredBy",
                        columns: x => new { x.TenantId, x.RegisteredBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Runners_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Uploads",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    Digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Length = table.Column<long>(type: "INTEGER", nullable: false),
                    UploadedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    UploadedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Uploads", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Uploads_Artifacts_TenantId_Digest",
                        columns: x => new { x.TenantId, x.Digest },
                        principalTable: "Artifacts",
                        principalColumns: new[] { "TenantId", "Digest" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Uploads_Members_TenantId_UploadedBy",
                        columns: x => new { x.TenantId, x.UploadedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Uploads_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UsageRepricings",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Provider = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Model = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AskedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    DoneUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Records = table.Column<long>(type: "INTEGER", nullable: false),
                    Changed = table.Column<long>(type: "INTEGER", nullable: false),
                    Priced = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsageRepricings", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_UsageRepricings_Members_TenantId_AskedBy",
                        columns: x => new { x.TenantId, x.AskedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UsageRepricings_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UseCases",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Purpose = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    TeamId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RequestsAMonth = table.Column<long>(type: "INTEGER", nullable: false),
                    ValueAMonth = table.Column<decimal>(type: "TEXT", precision: 28, scale: 12, nullable: false),
                    CostAMonth = table.Column<decimal>(type: "TEXT", precision: 28, scale: 12, nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    DataClassification = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    OtherData = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    AffectedPeople = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Answers = table.Column<string>(type: "TEXT", nullable: false),
                    Class = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CreatedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RetiredBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    RetiredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RetiredBecause = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UseCases", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_UseCases_Members_TenantId_CreatedBy",
                        columns: x => new { x.TenantId, x.CreatedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UseCases_Members_TenantId_RetiredBy",
                        columns: x => new { x.TenantId, x.RetiredBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UseCases_Teams_TenantId_TeamId",
                        columns: x => new { x.TenantId, x.TeamId },
                        principalTable: "Teams",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UseCases_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Webhooks",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Url = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Kinds = table.Column<string>(type: "TEXT", nullable: false),
                    ProtectedSecret = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    SecretTail = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CreatedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Webhooks", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Webhooks_Members_TenantId_CreatedBy",
                        columns: x => new { x.TenantId, x.CreatedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Webhooks_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MetricSeries",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SourceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastSum = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    LastCount = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MetricSeries", x => new { x.TenantId, x.SourceId, x.Key });
                    table.ForeignKey(
                        name: "FK_MetricSeries_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MetricSeries_UsageSources_TenantId_SourceId",
                        columns: x => new { x.TenantId, x.SourceId },
                        principalTable: "UsageSources",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DatasetVersions",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DatasetId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Length = table.Column<long>(type: "INTEGER", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    RowCount = table.Column<long>(type: "INTEGER", nullable: false),
                    Columns = table.Column<string>(type: "TEXT", nullable: false),
                    Profile = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DatasetVersions", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_DatasetVersions_Artifacts_TenantId_Digest",
                        columns: x => new { x.TenantId, x.Digest },
                        principalTable: "Artifacts",
                        principalColumns: new[] { "TenantId", "Digest" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DatasetVersions_Datasets_TenantId_DatasetId",
                        columns: x => new { x.TenantId, x.DatasetId },
                        principalTable: "Datasets",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DatasetVersions_Members_TenantId_CreatedBy",
                        columns: x => new { x.TenantId, x.CreatedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DatasetVersions_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BoardSessions",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UseCaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Quorum = table.Column<int>(type: "INTEGER", nullable: false),
                    Case = table.Column<string>(type: "TEXT", nullable: false),
                    CaseDigest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SubmittedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Minutes = table.Column<string>(type: "TEXT", nullable: true),
                    MinutesBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    MinutesAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoardSessions", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_BoardSessions_Members_TenantId_MinutesBy",
                        columns: x => new { x.TenantId, x.MinutesBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BoardSessions_Members_TenantId_SubmittedBy",
                        columns: x => new { x.TenantId, x.SubmittedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BoardSessions_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BoardSessions_UseCases_TenantId_UseCaseId",
                        columns: x => new { x.TenantId, x.UseCaseId },
                        principalTable: "UseCases",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UseCaseDatasets",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UseCaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DatasetId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UseCaseDatasets", x => new { x.TenantId, x.UseCaseId, x.DatasetId });
                    table.ForeignKey(
                        name: "FK_UseCaseDatasets_Datasets_TenantId_DatasetId",
                        columns: x => new { x.TenantId, x.DatasetId },
                        principalTable: "Datasets",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UseCaseDatasets_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UseCaseDatasets_UseCases_TenantId_UseCaseId",
                        columns: x => new { x.TenantId, x.UseCaseId },
                        principalTable: "UseCases",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "WebhookDeliveries",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    WebhookId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Message = table.Column<Guid>(type: "TEXT", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    IsLate = table.Column<bool>(type: "INTEGER", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    TriedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Milliseconds = table.Column<double>(type: "REAL", nullable: true),
                    Status = table.Column<int>(type: "INTEGER", nullable: true),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    Failure = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WebhookDeliveries", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_WebhookDeliveries_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WebhookDeliveries_Webhooks_TenantId_WebhookId",
                        columns: x => new { x.TenantId, x.WebhookId },
                        principalTable: "Webhooks",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Models",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    NormalizedName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Purpose = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TeamId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Task = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    RiskClass = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DataClassification = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AllowedRegions = table.Column<string>(type: "TEXT", nullable: false),
                    RequiredLabels = table.Column<string>(type: "TEXT", nullable: false),
                    EvaluationDatasetVersionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Slices = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Models", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Models_DatasetVersions_TenantId_EvaluationDatasetVersionId",
                        columns: x => new { x.TenantId, x.EvaluationDatasetVersionId },
                        principalTable: "DatasetVersions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Models_Members_TenantId_OwnerId",
                        columns: x => new { x.TenantId, x.OwnerId },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Models_Teams_TenantId_TeamId",
                        columns: x => new { x.TenantId, x.TeamId },
                        principalTable: "Teams",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Models_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BoardAttendees",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SessionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoardAttendees", x => new { x.TenantId, x.SessionId, x.MemberId });
                    table.ForeignKey(
                        name: "FK_BoardAttendees_BoardSessions_TenantId_SessionId",
                        columns: x => new { x.TenantId, x.SessionId },
                        principalTable: "BoardSessions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_BoardAttendees_Members_TenantId_MemberId",
                        columns: x => new { x.TenantId, x.MemberId },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BoardAttendees_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BoardVotes",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SessionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Verdict = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Conditions = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoardVotes", x => new { x.TenantId, x.SessionId, x.MemberId });
                    table.ForeignKey(
                        name: "FK_BoardVotes_BoardSessions_TenantId_SessionId",
                        columns: x => new { x.TenantId, x.SessionId },
                        principalTable: "BoardSessions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_BoardVotes_Members_TenantId_MemberId",
                        columns: x => new { x.TenantId, x.MemberId },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BoardVotes_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AcceleratorHours",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SourceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hour = table.Column<long>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    DeviceClass = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: true),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Used = table.Column<long>(type: "INTEGER", nullable: true),
                    Limit = table.Column<long>(type: "INTEGER", nullable: true),
                    Utilisation = table.Column<decimal>(type: "TEXT", precision: 9, scale: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AcceleratorHours", x => new { x.TenantId, x.Hour, x.SourceId, x.Key });
                    table.ForeignKey(
                        name: "FK_AcceleratorHours_Environments_TenantId_EnvironmentId",
                        columns: x => new { x.TenantId, x.EnvironmentId },
                        principalTable: "Environments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AcceleratorHours_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AcceleratorHours_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AcceleratorHours_UsageSources_TenantId_SourceId",
                        columns: x => new { x.TenantId, x.SourceId },
                        principalTable: "UsageSources",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Budgets",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    NormalizedName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    TeamId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: true),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Period = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Amount = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Basis = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Measure = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Thresholds = table.Column<string>(type: "TEXT", nullable: false),
                    TellsForecast = table.Column<bool>(type: "INTEGER", nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Roles = table.Column<string>(type: "TEXT", nullable: false),
                    HardStop = table.Column<bool>(type: "INTEGER", nullable: false),
                    Notes = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    TermsVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Versions = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Budgets", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Budgets_Environments_TenantId_EnvironmentId",
                        columns: x => new { x.TenantId, x.EnvironmentId },
                        principalTable: "Environments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Budgets_Members_TenantId_EndedBy",
                        columns: x => new { x.TenantId, x.EndedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Budgets_Members_TenantId_OwnerId",
                        columns: x => new { x.TenantId, x.OwnerId },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Budgets_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Budgets_Teams_TenantId_TeamId",
                        columns: x => new { x.TenantId, x.TeamId },
                        principalTable: "Teams",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Budgets_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BusinessOutcomes",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Metric = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Value = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: true),
                    TeamId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Workflow = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ReportedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReportedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BusinessOutcomes", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_BusinessOutcomes_Members_TenantId_ReportedBy",
                        columns: x => new { x.TenantId, x.ReportedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BusinessOutcomes_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BusinessOutcomes_Teams_TenantId_TeamId",
                        columns: x => new { x.TenantId, x.TeamId },
                        principalTable: "Teams",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BusinessOutcomes_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CostSubjects",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Basis = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Provider = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ServiceCategory = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Service = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Sku = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Region = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Category = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    IsCorrection = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsUnused = table.Column<bool>(type: "INTEGER", nullable: false),
                    TeamId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: true),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AllocatedBy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CostSubjects", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_CostSubjects_Environments_TenantId_EnvironmentId",
                        columns: x => new { x.TenantId, x.EnvironmentId },
                        principalTable: "Environments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CostSubjects_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CostSubjects_Teams_TenantId_TeamId",
                        columns: x => new { x.TenantId, x.TeamId },
                        principalTable: "Teams",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CostSubjects_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DeviceReadings",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DeviceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    IsGenuine = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Message = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Repeats = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeviceReadings", x => new { x.TenantId, x.DeviceId, x.ModelId });
                    table.ForeignKey(
                        name: "FK_DeviceReadings_Devices_TenantId_DeviceId",
                        columns: x => new { x.TenantId, x.DeviceId },
                        principalTable: "Devices",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DeviceReadings_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DeviceReadings_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DeviceReports",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DeviceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    IsGenuine = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Message = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeviceReports", x => new { x.TenantId, x.DeviceId, x.Id });
                    table.ForeignKey(
                        name: "FK_DeviceReports_Devices_TenantId_DeviceId",
                        columns: x => new { x.TenantId, x.DeviceId },
                        principalTable: "Devices",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DeviceReports_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DeviceReports_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FoundSavings",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Sentence = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    TeamId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: true),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Provider = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Monthly = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Evidence = table.Column<string>(type: "TEXT", nullable: false),
                    FoundAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AssignedTo = table.Column<Guid>(type: "TEXT", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Realised = table.Column<string>(type: "TEXT", nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FoundSavings", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_FoundSavings_Environments_TenantId_EnvironmentId",
                        columns: x => new { x.TenantId, x.EnvironmentId },
                        principalTable: "Environments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FoundSavings_Members_TenantId_AssignedTo",
                        columns: x => new { x.TenantId, x.AssignedTo },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FoundSavings_Members_TenantId_DecidedBy",
                        columns: x => new { x.TenantId, x.DecidedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FoundSavings_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FoundSavings_Teams_TenantId_TeamId",
                        columns: x => new { x.TenantId, x.TeamId },
                        principalTable: "Teams",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FoundSavings_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Monitors",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    NormalizedName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ReferenceFrom = table.Column<long>(type: "INTEGER", nullable: true),
                    ReferenceTo = table.Column<long>(type: "INTEGER", nullable: true),
                    Window = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Schedule = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    TimeZone = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Columns = table.Column<string>(type: "TEXT", nullable: false),
                    Settings = table.Column<string>(type: "TEXT", nullable: false),
                    WindowsInARow = table.Column<int>(type: "INTEGER", nullable: false),
                    Severity = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Actions = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    NextDueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastWindowTo = table.Column<long>(type: "INTEGER", nullable: true),
                    CreatedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Monitors", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Monitors_Environments_TenantId_EnvironmentId",
                        columns: x => new { x.TenantId, x.EnvironmentId },
                        principalTable: "Environments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Monitors_Members_TenantId_CreatedBy",
                        columns: x => new { x.TenantId, x.CreatedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Monitors_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Monitors_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ObservationSettings",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SampleShare = table.Column<double>(type: "REAL", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ObservationSettings", x => new { x.TenantId, x.EnvironmentId, x.ModelId });
                    table.ForeignKey(
                        name: "FK_ObservationSettings_Environments_TenantId_EnvironmentId",
                        columns: x => new { x.TenantId, x.EnvironmentId },
                        principalTable: "Environments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ObservationSettings_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ObservationSettings_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UsageDays",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SourceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Unit = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Provider = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Model = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Operation = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    TeamId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: true),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Records = table.Column<long>(type: "INTEGER", nullable: false),
                    Requests = table.Column<long>(type: "INTEGER", nullable: false),
                    Errors = table.Column<long>(type: "INTEGER", nullable: false),
                    UnknownTokens = table.Column<long>(type: "INTEGER", nullable: false),
                    Unpriced = table.Column<long>(type: "INTEGER", nullable: false),
                    Normalised = table.Column<long>(type: "INTEGER", nullable: false),
                    Input = table.Column<long>(type: "INTEGER", nullable: false),
                    Output = table.Column<long>(type: "INTEGER", nullable: false),
                    CacheRead = table.Column<long>(type: "INTEGER", nullable: false),
                    CacheWrite = table.Column<long>(type: "INTEGER", nullable: false),
                    Reasoning = table.Column<long>(type: "INTEGER", nullable: false),
                    Quantity = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsageDays", x => new { x.TenantId, x.Day, x.SourceId, x.Key });
                    table.ForeignKey(
                        name: "FK_UsageDays_Environments_TenantId_EnvironmentId",
                        columns: x => new { x.TenantId, x.EnvironmentId },
                        principalTable: "Environments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UsageDays_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UsageDays_Teams_TenantId_TeamId",
                        columns: x => new { x.TenantId, x.TeamId },
                        principalTable: "Teams",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UsageDays_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UsageDays_UsageSources_TenantId_SourceId",
                        columns: x => new { x.TenantId, x.SourceId },
                        principalTable: "UsageSources",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UsageRecords",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    SourceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Provider = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Operation = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AskedModel = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AnsweredModel = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Input = table.Column<long>(type: "INTEGER", nullable: true),
                    Output = table.Column<long>(type: "INTEGER", nullable: true),
                    CacheRead = table.Column<long>(type: "INTEGER", nullable: false),
                    CacheWrite = table.Column<long>(type: "INTEGER", nullable: false),
                    Reasoning = table.Column<long>(type: "INTEGER", nullable: false),
                    IsNormalised = table.Column<bool>(type: "INTEGER", nullable: false),
                    Quantity = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Requests = table.Column<long>(type: "INTEGER", nullable: false),
                    Milliseconds = table.Column<double>(type: "REAL", nullable: true),
                    Error = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ResponseId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Conversation = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Region = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Term = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Fingerprint = table.Column<Guid>(type: "TEXT", nullable: true),
                    TeamId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: true),
                    VersionNumber = table.Column<int>(type: "INTEGER", nullable: true),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Cost = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: true),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: true),
                    Missing = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Lines = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsageRecords", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_UsageRecords_Environments_TenantId_EnvironmentId",
                        columns: x => new { x.TenantId, x.EnvironmentId },
                        principalTable: "Environments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UsageRecords_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UsageRecords_Teams_TenantId_TeamId",
                        columns: x => new { x.TenantId, x.TeamId },
                        principalTable: "Teams",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UsageRecords_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UsageRecords_UsageSources_TenantId_SourceId",
                        columns: x => new { x.TenantId, x.SourceId },
                        principalTable: "UsageSources",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UseCaseModels",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UseCaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AssignedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    AssignedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UseCaseModels", x => new { x.TenantId, x.ModelId });
                    table.ForeignKey(
                        name: "FK_UseCaseModels_Members_TenantId_AssignedBy",
                        columns: x => new { x.TenantId, x.AssignedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UseCaseModels_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UseCaseModels_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UseCaseModels_UseCases_TenantId_UseCaseId",
                        columns: x => new { x.TenantId, x.UseCaseId },
                        principalTable: "UseCases",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Versions",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Length = table.Column<long>(type: "INTEGER", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    Signature = table.Column<string>(type: "TEXT", nullable: false),
                    Scoring = table.Column<string>(type: "TEXT", nullable: false),
                    TrainingDatasetVersionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ParentVersionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    RegisteredBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    RegisteredAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Versions", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Versions_Artifacts_TenantId_Digest",
                        columns: x => new { x.TenantId, x.Digest },
                        principalTable: "Artifacts",
                        principalColumns: new[] { "TenantId", "Digest" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Versions_DatasetVersions_TenantId_TrainingDatasetVersionId",
                        columns: x => new { x.TenantId, x.TrainingDatasetVersionId },
                        principalTable: "DatasetVersions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Versions_Members_TenantId_RegisteredBy",
                        columns: x => new { x.TenantId, x.RegisteredBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Versions_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Versions_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Versions_Versions_TenantId_ParentVersionId",
                        columns: x => new { x.TenantId, x.ParentVersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Workloads",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    NormalizedName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    TeamId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: true),
                    UseCaseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    TodayId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Edition = table.Column<int>(type: "INTEGER", nullable: false),
                    Terms = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    NextLookAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workloads", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Workloads_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Workloads_PlacementOptions_TenantId_TodayId",
                        columns: x => new { x.TenantId, x.TodayId },
                        principalTable: "PlacementOptions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Workloads_Teams_TenantId_TeamId",
                        columns: x => new { x.TenantId, x.TeamId },
                        principalTable: "Teams",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Workloads_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Workloads_UseCases_TenantId_UseCaseId",
                        columns: x => new { x.TenantId, x.UseCaseId },
                        principalTable: "UseCases",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BudgetAlerts",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BudgetId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Period = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    TermsVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Threshold = table.Column<int>(type: "INTEGER", nullable: false),
                    Spent = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Expected = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: true),
                    Amount = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    RaisedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BudgetAlerts", x => new { x.TenantId, x.BudgetId, x.Period, x.TermsVersion, x.Threshold });
                    table.ForeignKey(
                        name: "FK_BudgetAlerts_Budgets_TenantId_BudgetId",
                        columns: x => new { x.TenantId, x.BudgetId },
                        principalTable: "Budgets",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BudgetAlerts_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BudgetReadings",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BudgetId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Period = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Spent = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Expected = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: true),
                    Low80 = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: true),
                    High80 = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: true),
                    Chance = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: true),
                    LeftOut = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Seen = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    MeasuredAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BudgetReadings", x => new { x.TenantId, x.BudgetId });
                    table.ForeignKey(
                        name: "FK_BudgetReadings_Budgets_TenantId_BudgetId",
                        columns: x => new { x.TenantId, x.BudgetId },
                        principalTable: "Budgets",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BudgetReadings_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BudgetStops",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BudgetId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Period = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    TermsVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    BeganAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Spent = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Amount = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Why = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BudgetStops", x => new { x.TenantId, x.BudgetId, x.Number });
                    table.ForeignKey(
                        name: "FK_BudgetStops_Budgets_TenantId_BudgetId",
                        columns: x => new { x.TenantId, x.BudgetId },
                        principalTable: "Budgets",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BudgetStops_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BudgetVersions",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BudgetId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Amount = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Sentence = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ChangedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BudgetVersions", x => new { x.TenantId, x.BudgetId, x.Number });
                    table.ForeignKey(
                        name: "FK_BudgetVersions_Budgets_TenantId_BudgetId",
                        columns: x => new { x.TenantId, x.BudgetId },
                        principalTable: "Budgets",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BudgetVersions_Members_TenantId_ChangedBy",
                        columns: x => new { x.TenantId, x.ChangedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BudgetVersions_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CostSums",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Grain = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Start = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OriginId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Billed = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Effective = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    List = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Contracted = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Tokens = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Requests = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    GpuHours = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: false),
                    Rows = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CostSums", x => new { x.TenantId, x.Grain, x.Start, x.SubjectId, x.OriginId });
                    table.ForeignKey(
                        name: "FK_CostSums_CostSubjects_TenantId_SubjectId",
                        columns: x => new { x.TenantId, x.SubjectId },
                        principalTable: "CostSubjects",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CostSums_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Evaluations",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DatasetVersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IdempotencyKey = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    RequestedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    QueuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Device = table.Column<string>(type: "TEXT", nullable: true),
                    RepeatOf = table.Column<Guid>(type: "TEXT", nullable: true),
                    Priority = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    LeaseOwner = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    LeaseUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    RunnerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CancelRequested = table.Column<bool>(type: "INTEGER", nullable: false),
                    Phase = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    RowsDone = table.Column<long>(type: "INTEGER", nullable: false),
                    RowsTotal = table.Column<long>(type: "INTEGER", nullable: true),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FailureCode = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    FailureSentence = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    EvidenceDigest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Results = table.Column<string>(type: "TEXT", nullable: true),
                    Timings = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Evaluations", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Evaluations_DatasetVersions_TenantId_DatasetVersionId",
                        columns: x => new { x.TenantId, x.DatasetVersionId },
                        principalTable: "DatasetVersions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Evaluations_Evaluations_TenantId_RepeatOf",
                        columns: x => new { x.TenantId, x.RepeatOf },
                        principalTable: "Evaluations",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Evaluations_Members_TenantId_RequestedBy",
                        columns: x => new { x.TenantId, x.RequestedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Evaluations_Runners_TenantId_RunnerId",
                        columns: x => new { x.TenantId, x.RunnerId },
                        principalTable: "Runners",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Evaluations_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Evaluations_Versions_TenantId_VersionId",
                        columns: x => new { x.TenantId, x.VersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Experiments",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Hypothesis = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Mode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Metric = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    HigherIsBetter = table.Column<bool>(type: "INTEGER", nullable: false),
                    ExpectedEffect = table.Column<double>(type: "REAL", nullable: false),
                    Alpha = table.Column<double>(type: "REAL", nullable: false),
                    Power = table.Column<double>(type: "REAL", nullable: false),
                    Baseline = table.Column<double>(type: "REAL", nullable: false),
                    Spread = table.Column<double>(type: "REAL", nullable: true),
                    ChampionVersionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ChampionShare = table.Column<int>(type: "INTEGER", nullable: false),
                    PlannedRows = table.Column<long>(type: "INTEGER", nullable: false),
                    Guardrails = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CountsFrom = table.Column<long>(type: "INTEGER", nullable: true),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: true),
                    NextLookAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CreatedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ConcludedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Decision = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    WinnerVersionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Conclusion = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Experiments", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Experiments_Environments_TenantId_EnvironmentId",
                        columns: x => new { x.TenantId, x.EnvironmentId },
                        principalTable: "Environments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Experiments_Members_TenantId_CreatedBy",
                        columns: x => new { x.TenantId, x.CreatedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Experiments_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Experiments_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Experiments_Versions_TenantId_ChampionVersionId",
                        columns: x => new { x.TenantId, x.ChampionVersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Experiments_Versions_TenantId_WinnerVersionId",
                        columns: x => new { x.TenantId, x.WinnerVersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MonitorRuns",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MonitorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WindowFrom = table.Column<long>(type: "INTEGER", nullable: false),
                    WindowTo = table.Column<long>(type: "INTEGER", nullable: false),
                    RequestedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    QueuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    LeaseOwner = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    LeaseUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    CancelRequested = table.Column<bool>(type: "INTEGER", nullable: false),
                    Progress = table.Column<double>(type: "REAL", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FailureSentence = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Verdict = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Sentence = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Rows = table.Column<long>(type: "INTEGER", nullable: false),
                    Readings = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MonitorRuns", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_MonitorRuns_Members_TenantId_RequestedBy",
                        columns: x => new { x.TenantId, x.RequestedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MonitorRuns_Monitors_TenantId_MonitorId",
                        columns: x => new { x.TenantId, x.MonitorId },
                        principalTable: "Monitors",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MonitorRuns_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MonitorRuns_Versions_TenantId_VersionId",
                        columns: x => new { x.TenantId, x.VersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Promotions",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsRenewal = table.Column<bool>(type: "INTEGER", nullable: false),
                    RequestedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Evidence = table.Column<string>(type: "TEXT", nullable: false),
                    EvidenceDigest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DecideBy = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Promotions", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Promotions_Environments_TenantId_EnvironmentId",
                        columns: x => new { x.TenantId, x.EnvironmentId },
                        principalTable: "Environments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Promotions_Members_TenantId_RequestedBy",
                        columns: x => new { x.TenantId, x.RequestedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Promotions_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Promotions_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Promotions_Versions_TenantId_VersionId",
                        columns: x => new { x.TenantId, x.VersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VersionAliases",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Alias = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VersionAliases", x => new { x.TenantId, x.ModelId, x.Alias });
                    table.ForeignKey(
                        name: "FK_VersionAliases_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VersionAliases_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VersionAliases_Versions_TenantId_VersionId",
                        columns: x => new { x.TenantId, x.VersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "VersionTags",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VersionTags", x => new { x.TenantId, x.VersionId, x.Key });
                    table.ForeignKey(
                        name: "FK_VersionTags_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VersionTags_Versions_TenantId_VersionId",
                        columns: x => new { x.TenantId, x.VersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "KeptComparisons",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkloadId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Cause = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    KeptBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    Edition = table.Column<int>(type: "INTEGER", nullable: false),
                    Case = table.Column<string>(type: "TEXT", nullable: false),
                    CaseDigest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Best = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    BestMonthly = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: true),
                    Today = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    TodayMonthly = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: true),
                    OwnedMonthly = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: true),
                    RentedMonthly = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: true),
                    OwnedMonths = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: true),
                    Recommendation = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeptComparisons", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_KeptComparisons_Members_TenantId_KeptBy",
                        columns: x => new { x.TenantId, x.KeptBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_KeptComparisons_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_KeptComparisons_Workloads_TenantId_WorkloadId",
                        columns: x => new { x.TenantId, x.WorkloadId },
                        principalTable: "Workloads",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "WorkloadEditions",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkloadId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Terms = table.Column<string>(type: "TEXT", nullable: false),
                    MadeBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkloadEditions", x => new { x.TenantId, x.WorkloadId, x.Number });
                    table.ForeignKey(
                        name: "FK_WorkloadEditions_Members_TenantId_MadeBy",
                        columns: x => new { x.TenantId, x.MadeBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WorkloadEditions_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WorkloadEditions_Workloads_TenantId_WorkloadId",
                        columns: x => new { x.TenantId, x.WorkloadId },
                        principalTable: "Workloads",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Baselines",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DatasetVersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EvaluationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Baselines", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Baselines_Artifacts_TenantId_Digest",
                        columns: x => new { x.TenantId, x.Digest },
                        principalTable: "Artifacts",
                        principalColumns: new[] { "TenantId", "Digest" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Baselines_DatasetVersions_TenantId_DatasetVersionId",
                        columns: x => new { x.TenantId, x.DatasetVersionId },
                        principalTable: "DatasetVersions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Baselines_Evaluations_TenantId_EvaluationId",
                        columns: x => new { x.TenantId, x.EvaluationId },
                        principalTable: "Evaluations",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Baselines_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Baselines_Versions_TenantId_VersionId",
                        columns: x => new { x.TenantId, x.VersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ExperimentChallengers",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ExperimentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Share = table.Column<int>(type: "INTEGER", nullable: false),
                    PlannedRows = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExperimentChallengers", x => new { x.TenantId, x.ExperimentId, x.VersionId });
                    table.ForeignKey(
                        name: "FK_ExperimentChallengers_Experiments_TenantId_ExperimentId",
                        columns: x => new { x.TenantId, x.ExperimentId },
                        principalTable: "Experiments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ExperimentChallengers_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ExperimentChallengers_Versions_TenantId_VersionId",
                        columns: x => new { x.TenantId, x.VersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ExperimentLooks",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ExperimentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    LookedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    Verdict = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Sentence = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    RatioP = table.Column<double>(type: "REAL", nullable: true),
                    Arms = table.Column<string>(type: "TEXT", nullable: false),
                    Guardrails = table.Column<string>(type: "TEXT", nullable: false),
                    Shadow = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExperimentLooks", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_ExperimentLooks_Experiments_TenantId_ExperimentId",
                        columns: x => new { x.TenantId, x.ExperimentId },
                        principalTable: "Experiments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ExperimentLooks_Members_TenantId_LookedBy",
                        columns: x => new { x.TenantId, x.LookedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ExperimentLooks_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ExperimentOutcomes",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ExperimentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Value = table.Column<double>(type: "REAL", nullable: false),
                    ReportedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExperimentOutcomes", x => new { x.TenantId, x.ExperimentId, x.Unit });
                    table.ForeignKey(
                        name: "FK_ExperimentOutcomes_Experiments_TenantId_ExperimentId",
                        columns: x => new { x.TenantId, x.ExperimentId },
                        principalTable: "Experiments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ExperimentOutcomes_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ExperimentOutcomes_Versions_TenantId_VersionId",
                        columns: x => new { x.TenantId, x.VersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Decisions",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PromotionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Stage = table.Column<int>(type: "INTEGER", nullable: false),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Seat = table.Column<Guid>(type: "TEXT", nullable: false),
                    Verdict = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    EvidenceDigest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Decisions", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Decisions_Members_TenantId_MemberId",
                        columns: x => new { x.TenantId, x.MemberId },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Decisions_Members_TenantId_Seat",
                        columns: x => new { x.TenantId, x.Seat },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Decisions_Promotions_TenantId_PromotionId",
                        columns: x => new { x.TenantId, x.PromotionId },
                        principalTable: "Promotions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Decisions_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Deployments",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Cause = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PromotionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OriginId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    StartedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    Incident = table.Column<int>(type: "INTEGER", nullable: true),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ChampionSince = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Deployments", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Deployments_Deployments_TenantId_OriginId",
                        columns: x => new { x.TenantId, x.OriginId },
                        principalTable: "Deployments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Deployments_Environments_TenantId_EnvironmentId",
                        columns: x => new { x.TenantId, x.EnvironmentId },
                        principalTable: "Environments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Deployments_Members_TenantId_StartedBy",
                        columns: x => new { x.TenantId, x.StartedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Deployments_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Deployments_Promotions_TenantId_PromotionId",
                        columns: x => new { x.TenantId, x.PromotionId },
                        principalTable: "Promotions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Deployments_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Deployments_Versions_TenantId_VersionId",
                        columns: x => new { x.TenantId, x.VersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FollowUps",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PromotionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    GateId = table.Column<string>(type: "TEXT", maxLength: 240, nullable: true),
                    GateTitle = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    What = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    OwnerRole = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CreatedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    OverdueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DoneBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FollowUps", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_FollowUps_Members_TenantId_CreatedBy",
                        columns: x => new { x.TenantId, x.CreatedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FollowUps_Members_TenantId_DoneBy",
                        columns: x => new { x.TenantId, x.DoneBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FollowUps_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FollowUps_Promotions_TenantId_PromotionId",
                        columns: x => new { x.TenantId, x.PromotionId },
                        principalTable: "Promotions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FollowUps_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FollowUps_Versions_TenantId_VersionId",
                        columns: x => new { x.TenantId, x.VersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "GateExceptions",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PromotionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    GateId = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    GrantedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    FollowUpId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GateExceptions", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_GateExceptions_Members_TenantId_GrantedBy",
                        columns: x => new { x.TenantId, x.GrantedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_GateExceptions_Promotions_TenantId_PromotionId",
                        columns: x => new { x.TenantId, x.PromotionId },
                        principalTable: "Promotions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_GateExceptions_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PromotionComments",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PromotionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PromotionComments", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_PromotionComments_Members_TenantId_MemberId",
                        columns: x => new { x.TenantId, x.MemberId },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PromotionComments_Promotions_TenantId_PromotionId",
                        columns: x => new { x.TenantId, x.PromotionId },
                        principalTable: "Promotions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PromotionComments_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PromotionStages",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PromotionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Stage = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RemindAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RemindedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EscalatedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ApprovedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PromotionStages", x => new { x.TenantId, x.PromotionId, x.Stage });
                    table.ForeignKey(
                        name: "FK_PromotionStages_Promotions_TenantId_PromotionId",
                        columns: x => new { x.TenantId, x.PromotionId },
                        principalTable: "Promotions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PromotionStages_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PlacementRecommendations",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    WorkloadId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ComparisonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    To = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    SavingAYear = table.Column<decimal>(type: "TEXT", precision: 28, scale: 15, nullable: true),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AssignedTo = table.Column<Guid>(type: "TEXT", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlacementRecommendations", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_PlacementRecommendations_KeptComparisons_TenantId_ComparisonId",
                        columns: x => new { x.TenantId, x.ComparisonId },
                        principalTable: "KeptComparisons",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PlacementRecommendations_Members_TenantId_AssignedTo",
                        columns: x => new { x.TenantId, x.AssignedTo },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PlacementRecommendations_Members_TenantId_DecidedBy",
                        columns: x => new { x.TenantId, x.DecidedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PlacementRecommendations_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PlacementRecommendations_Workloads_TenantId_WorkloadId",
                        columns: x => new { x.TenantId, x.WorkloadId },
                        principalTable: "Workloads",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ObservationBatches",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RequestDigest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    BaselineId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Rows = table.Column<long>(type: "INTEGER", nullable: false),
                    KeptRows = table.Column<long>(type: "INTEGER", nullable: false),
                    FirstAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false),
                    BlockDigest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    BlockDeletedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SampleShare = table.Column<double>(type: "REAL", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: true),
                    Waiting = table.Column<long>(type: "INTEGER", nullable: false),
                    WaitingRows = table.Column<string>(type: "TEXT", nullable: false),
                    Answer = table.Column<string>(type: "TEXT", nullable: false),
                    ReceivedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ObservationBatches", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_ObservationBatches_Artifacts_TenantId_BlockDigest",
                        columns: x => new { x.TenantId, x.BlockDigest },
                        principalTable: "Artifacts",
                        principalColumns: new[] { "TenantId", "Digest" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ObservationBatches_Baselines_TenantId_BaselineId",
                        columns: x => new { x.TenantId, x.BaselineId },
                        principalTable: "Baselines",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ObservationBatches_Environments_TenantId_EnvironmentId",
                        columns: x => new { x.TenantId, x.EnvironmentId },
                        principalTable: "Environments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ObservationBatches_Members_TenantId_ReceivedBy",
                        columns: x => new { x.TenantId, x.ReceivedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ObservationBatches_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ObservationBatches_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ObservationBatches_Versions_TenantId_VersionId",
                        columns: x => new { x.TenantId, x.VersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "WindowCounters",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BaselineId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hour = table.Column<long>(type: "INTEGER", nullable: false),
                    Rows = table.Column<long>(type: "INTEGER", nullable: false),
                    LabelledRows = table.Column<long>(type: "INTEGER", nullable: false),
                    NewestBatch = table.Column<int>(type: "INTEGER", nullable: false),
                    Counters = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WindowCounters", x => new { x.TenantId, x.EnvironmentId, x.ModelId, x.VersionId, x.BaselineId, x.Hour });
                    table.ForeignKey(
                        name: "FK_WindowCounters_Baselines_TenantId_BaselineId",
                        columns: x => new { x.TenantId, x.BaselineId },
                        principalTable: "Baselines",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WindowCounters_Environments_TenantId_EnvironmentId",
                        columns: x => new { x.TenantId, x.EnvironmentId },
                        principalTable: "Environments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WindowCounters_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WindowCounters_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WindowCounters_Versions_TenantId_VersionId",
                        columns: x => new { x.TenantId, x.VersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FleetRollouts",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    DeploymentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FormerVersionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    PausedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    NextLookAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FleetRollouts", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_FleetRollouts_Deployments_TenantId_DeploymentId",
                        columns: x => new { x.TenantId, x.DeploymentId },
                        principalTable: "Deployments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FleetRollouts_Environments_TenantId_EnvironmentId",
                        columns: x => new { x.TenantId, x.EnvironmentId },
                        principalTable: "Environments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FleetRollouts_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FleetRollouts_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FleetRollouts_Versions_TenantId_FormerVersionId",
                        columns: x => new { x.TenantId, x.FormerVersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FleetRollouts_Versions_TenantId_VersionId",
                        columns: x => new { x.TenantId, x.VersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LiveDeployments",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DeploymentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    ChallengerDeploymentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ChallengerVersionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ChallengerShare = table.Column<int>(type: "INTEGER", nullable: true),
                    ChallengerMode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LiveDeployments", x => new { x.TenantId, x.EnvironmentId, x.ModelId });
                    table.ForeignKey(
                        name: "FK_LiveDeployments_Deployments_TenantId_ChallengerDeploymentId",
                        columns: x => new { x.TenantId, x.ChallengerDeploymentId },
                        principalTable: "Deployments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LiveDeployments_Deployments_TenantId_DeploymentId",
                        columns: x => new { x.TenantId, x.DeploymentId },
                        principalTable: "Deployments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LiveDeployments_Environments_TenantId_EnvironmentId",
                        columns: x => new { x.TenantId, x.EnvironmentId },
                        principalTable: "Environments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LiveDeployments_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LiveDeployments_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LiveDeployments_Versions_TenantId_ChallengerVersionId",
                        columns: x => new { x.TenantId, x.ChallengerVersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LiveDeployments_Versions_TenantId_VersionId",
                        columns: x => new { x.TenantId, x.VersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Rollouts",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PromotionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DeploymentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ChampionDeploymentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ChampionVersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Strategy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Shares = table.Column<string>(type: "TEXT", nullable: false),
                    HoldHours = table.Column<double>(type: "REAL", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Step = table.Column<int>(type: "INTEGER", nullable: false),
                    StepSince = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Incident = table.Column<int>(type: "INTEGER", nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Rollouts", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Rollouts_Deployments_TenantId_ChampionDeploymentId",
                        columns: x => new { x.TenantId, x.ChampionDeploymentId },
                        principalTable: "Deployments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Rollouts_Deployments_TenantId_DeploymentId",
                        columns: x => new { x.TenantId, x.DeploymentId },
                        principalTable: "Deployments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Rollouts_Environments_TenantId_EnvironmentId",
                        columns: x => new { x.TenantId, x.EnvironmentId },
                        principalTable: "Environments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Rollouts_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Rollouts_Promotions_TenantId_PromotionId",
                        columns: x => new { x.TenantId, x.PromotionId },
                        principalTable: "Promotions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Rollouts_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Rollouts_Versions_TenantId_ChampionVersionId",
                        columns: x => new { x.TenantId, x.ChampionVersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Rollouts_Versions_TenantId_VersionId",
                        columns: x => new { x.TenantId, x.VersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Incidents",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    MonitorId = table.Column<Guid>(type: "TEXT", nullable: true),
                    FollowUpId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PromotionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Severity = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AssignedTo = table.Column<Guid>(type: "TEXT", nullable: true),
                    SilencedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastFoundAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Findings = table.Column<int>(type: "INTEGER", nullable: false),
                    QuietSince = table.Column<long>(type: "INTEGER", nullable: true),
                    IsTold = table.Column<bool>(type: "INTEGER", nullable: false),
                    FormerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ResolvedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ResolvedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    Cause = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Resolution = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Incidents", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Incidents_Environments_TenantId_EnvironmentId",
                        columns: x => new { x.TenantId, x.EnvironmentId },
                        principalTable: "Environments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Incidents_FollowUps_TenantId_FollowUpId",
                        columns: x => new { x.TenantId, x.FollowUpId },
                        principalTable: "FollowUps",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Incidents_Incidents_TenantId_FormerId",
                        columns: x => new { x.TenantId, x.FormerId },
                        principalTable: "Incidents",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Incidents_Members_TenantId_AssignedTo",
                        columns: x => new { x.TenantId, x.AssignedTo },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Incidents_Members_TenantId_ResolvedBy",
                        columns: x => new { x.TenantId, x.ResolvedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Incidents_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Incidents_Monitors_TenantId_MonitorId",
                        columns: x => new { x.TenantId, x.MonitorId },
                        principalTable: "Monitors",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Incidents_Promotions_TenantId_PromotionId",
                        columns: x => new { x.TenantId, x.PromotionId },
                        principalTable: "Promotions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Incidents_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Incidents_Versions_TenantId_VersionId",
                        columns: x => new { x.TenantId, x.VersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LiveApprovals",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PromotionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EvidenceUntil = table.Column<long>(type: "INTEGER", nullable: false),
                    RenewFrom = table.Column<long>(type: "INTEGER", nullable: false),
                    FollowUpId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LiveApprovals", x => new { x.TenantId, x.EnvironmentId, x.ModelId });
                    table.ForeignKey(
                        name: "FK_LiveApprovals_FollowUps_TenantId_FollowUpId",
                        columns: x => new { x.TenantId, x.FollowUpId },
                        principalTable: "FollowUps",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LiveApprovals_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LiveApprovals_Promotions_TenantId_PromotionId",
                        columns: x => new { x.TenantId, x.PromotionId },
                        principalTable: "Promotions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LiveApprovals_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LiveApprovals_Versions_TenantId_VersionId",
                        columns: x => new { x.TenantId, x.VersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "StageDeciders",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PromotionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Stage = table.Column<int>(type: "INTEGER", nullable: false),
                    Token = table.Column<string>(type: "TEXT", maxLength: 264, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StageDeciders", x => new { x.TenantId, x.PromotionId, x.Stage, x.Token });
                    table.ForeignKey(
                        name: "FK_StageDeciders_PromotionStages_TenantId_PromotionId_Stage",
                        columns: x => new { x.TenantId, x.PromotionId, x.Stage },
                        principalTable: "PromotionStages",
                        principalColumns: new[] { "TenantId", "PromotionId", "Stage" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_StageDeciders_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FleetWaves",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RolloutId = table.Column<Guid>(type: "TEXT", nullable: false),
                    GroupId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Settings = table.Column<string>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Counted = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FleetWaves", x => new { x.TenantId, x.RolloutId, x.GroupId });
                    table.ForeignKey(
                        name: "FK_FleetWaves_DeviceGroups_TenantId_GroupId",
                        columns: x => new { x.TenantId, x.GroupId },
                        principalTable: "DeviceGroups",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FleetWaves_FleetRollouts_TenantId_RolloutId",
                        columns: x => new { x.TenantId, x.RolloutId },
                        principalTable: "FleetRollouts",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_FleetWaves_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RolloutMoves",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RolloutId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Act = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    FromShare = table.Column<int>(type: "INTEGER", nullable: false),
                    ToShare = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    By = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RolloutMoves", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_RolloutMoves_Members_TenantId_By",
                        columns: x => new { x.TenantId, x.By },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RolloutMoves_Rollouts_TenantId_RolloutId",
                        columns: x => new { x.TenantId, x.RolloutId },
                        principalTable: "Rollouts",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_RolloutMoves_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Findings",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MonitorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MonitorRunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Measure = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Value = table.Column<double>(type: "REAL", nullable: true),
                    Limit = table.Column<double>(type: "REAL", nullable: true),
                    Severity = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Sentence = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    WindowFrom = table.Column<long>(type: "INTEGER", nullable: false),
                    WindowTo = table.Column<long>(type: "INTEGER", nullable: false),
                    FoundAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IncidentId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Findings", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_Findings_Environments_TenantId_EnvironmentId",
                        columns: x => new { x.TenantId, x.EnvironmentId },
                        principalTable: "Environments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Findings_Incidents_TenantId_IncidentId",
                        columns: x => new { x.TenantId, x.IncidentId },
                        principalTable: "Incidents",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Findings_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Findings_MonitorRuns_TenantId_MonitorRunId",
                        columns: x => new { x.TenantId, x.MonitorRunId },
                        principalTable: "MonitorRuns",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Findings_Monitors_TenantId_MonitorId",
                        columns: x => new { x.TenantId, x.MonitorId },
                        principalTable: "Monitors",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Findings_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Findings_Versions_TenantId_VersionId",
                        columns: x => new { x.TenantId, x.VersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IncidentEvents",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    IncidentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: true),
                    Message = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IncidentEvents", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_IncidentEvents_Incidents_TenantId_IncidentId",
                        columns: x => new { x.TenantId, x.IncidentId },
                        principalTable: "Incidents",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_IncidentEvents_Members_TenantId_By",
                        columns: x => new { x.TenantId, x.By },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_IncidentEvents_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RetrainingRequests",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnvironmentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    IncidentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    RequestedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    WindowFrom = table.Column<long>(type: "INTEGER", nullable: true),
                    WindowTo = table.Column<long>(type: "INTEGER", nullable: true),
                    Moved = table.Column<string>(type: "TEXT", nullable: false),
                    Lineage = table.Column<string>(type: "TEXT", nullable: false),
                    AnsweredBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    EndReason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RetrainingRequests", x => new { x.TenantId, x.Id });
                    table.ForeignKey(
                        name: "FK_RetrainingRequests_Environments_TenantId_EnvironmentId",
                        columns: x => new { x.TenantId, x.EnvironmentId },
                        principalTable: "Environments",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RetrainingRequests_Incidents_TenantId_IncidentId",
                        columns: x => new { x.TenantId, x.IncidentId },
                        principalTable: "Incidents",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RetrainingRequests_Members_TenantId_EndedBy",
                        columns: x => new { x.TenantId, x.EndedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RetrainingRequests_Members_TenantId_RequestedBy",
                        columns: x => new { x.TenantId, x.RequestedBy },
                        principalTable: "Members",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RetrainingRequests_Models_TenantId_ModelId",
                        columns: x => new { x.TenantId, x.ModelId },
                        principalTable: "Models",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RetrainingRequests_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RetrainingRequests_Versions_TenantId_AnsweredBy",
                        columns: x => new { x.TenantId, x.AnsweredBy },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RetrainingRequests_Versions_TenantId_VersionId",
                        columns: x => new { x.TenantId, x.VersionId },
                        principalTable: "Versions",
                        principalColumns: new[] { "TenantId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AcceleratorHours_TenantId_EnvironmentId",
                table: "AcceleratorHours",
                columns: new[] { "TenantId", "EnvironmentId" });

            migrationBuilder.CreateIndex(
                name: "IX_AcceleratorHours_TenantId_ModelId",
                table: "AcceleratorHours",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_AcceleratorHours_TenantId_SourceId",
                table: "AcceleratorHours",
                columns: new[] { "TenantId", "SourceId" });

            migrationBuilder.CreateIndex(
                name: "IX_AccessTokens_TenantId_Hash",
                table: "AccessTokens",
                columns: new[] { "TenantId", "Hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AccessTokens_TenantId_MemberId",
                table: "AccessTokens",
                columns: new[] { "TenantId", "MemberId" });

            migrationBuilder.CreateIndex(
                name: "IX_AllocationRules_TenantId_NormalizedName",
                table: "AllocationRules",
                columns: new[] { "TenantId", "NormalizedName" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_TenantId_Action_Sequence",
                table: "AuditEntries",
                columns: new[] { "TenantId", "Action", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_TenantId_ActorId_Sequence",
                table: "AuditEntries",
                columns: new[] { "TenantId", "ActorId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_TenantId_At",
                table: "AuditEntries",
                columns: new[] { "TenantId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_TenantId_SubjectKind_SubjectId_Sequence",
                table: "AuditEntries",
                columns: new[] { "TenantId", "SubjectKind", "SubjectId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Baselines_TenantId_DatasetVersionId",
                table: "Baselines",
                columns: new[] { "TenantId", "DatasetVersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Baselines_TenantId_Digest",
                table: "Baselines",
                columns: new[] { "TenantId", "Digest" });

            migrationBuilder.CreateIndex(
                name: "IX_Baselines_TenantId_EvaluationId",
                table: "Baselines",
                columns: new[] { "TenantId", "EvaluationId" });

            migrationBuilder.CreateIndex(
                name: "IX_Baselines_TenantId_VersionId",
                table: "Baselines",
                columns: new[] { "TenantId", "VersionId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BoardAttendees_TenantId_MemberId",
                table: "BoardAttendees",
                columns: new[] { "TenantId", "MemberId" });

            migrationBuilder.CreateIndex(
                name: "IX_BoardSessions_TenantId_MinutesBy",
                table: "BoardSessions",
                columns: new[] { "TenantId", "MinutesBy" });

            migrationBuilder.CreateIndex(
                name: "IX_BoardSessions_TenantId_SubmittedBy",
                table: "BoardSessions",
                columns: new[] { "TenantId", "SubmittedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_BoardSessions_TenantId_UseCaseId_Number",
                table: "BoardSessions",
                columns: new[] { "TenantId", "UseCaseId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BoardVotes_TenantId_MemberId",
                table: "BoardVotes",
                columns: new[] { "TenantId", "MemberId" });

            migrationBuilder.CreateIndex(
                name: "IX_Budgets_TenantId_CreatedAt",
                table: "Budgets",
                columns: new[] { "TenantId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Budgets_TenantId_EndedBy",
                table: "Budgets",
                columns: new[] { "TenantId", "EndedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Budgets_TenantId_EnvironmentId",
                table: "Budgets",
                columns: new[] { "TenantId", "EnvironmentId" });

            migrationBuilder.CreateIndex(
                name: "IX_Budgets_TenantId_ModelId",
                table: "Budgets",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_Budgets_TenantId_NormalizedName",
                table: "Budgets",
                columns: new[] { "TenantId", "NormalizedName" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Budgets_TenantId_OwnerId",
                table: "Budgets",
                columns: new[] { "TenantId", "OwnerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Budgets_TenantId_TeamId",
                table: "Budgets",
                columns: new[] { "TenantId", "TeamId" });

            migrationBuilder.CreateIndex(
                name: "IX_BudgetStops_TenantId_EndedAt",
                table: "BudgetStops",
                columns: new[] { "TenantId", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_BudgetVersions_TenantId_ChangedBy",
                table: "BudgetVersions",
                columns: new[] { "TenantId", "ChangedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_BusinessOutcomes_TenantId_Day",
                table: "BusinessOutcomes",
                columns: new[] { "TenantId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_BusinessOutcomes_TenantId_Key",
                table: "BusinessOutcomes",
                columns: new[] { "TenantId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BusinessOutcomes_TenantId_ModelId",
                table: "BusinessOutcomes",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_BusinessOutcomes_TenantId_ReportedBy",
                table: "BusinessOutcomes",
                columns: new[] { "TenantId", "ReportedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_BusinessOutcomes_TenantId_TeamId",
                table: "BusinessOutcomes",
                columns: new[] { "TenantId", "TeamId" });

            migrationBuilder.CreateIndex(
                name: "IX_ChargeImports_TenantId_Number",
                table: "ChargeImports",
                columns: new[] { "TenantId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ChargeImports_TenantId_SentAt",
                table: "ChargeImports",
                columns: new[] { "TenantId", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ChargeImports_TenantId_SourceId_Digest",
                table: "ChargeImports",
                columns: new[] { "TenantId", "SourceId", "Digest" });

            migrationBuilder.CreateIndex(
                name: "IX_ChargeImports_TenantId_State",
                table: "ChargeImports",
                columns: new[] { "TenantId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_ChargeItems_TenantId_AllocatedBy_TeamId",
                table: "ChargeItems",
                columns: new[] { "TenantId", "AllocatedBy", "TeamId" });

            migrationBuilder.CreateIndex(
                name: "IX_ChargeItems_TenantId_Digest",
                table: "ChargeItems",
                columns: new[] { "TenantId", "Digest" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ChargePeriods_TenantId_SourceId_Start",
                table: "ChargePeriods",
                columns: new[] { "TenantId", "SourceId", "Start" });

            migrationBuilder.CreateIndex(
                name: "IX_ChargePeriods_TenantId_SupersededBy_AllocatedWith",
                table: "ChargePeriods",
                columns: new[] { "TenantId", "SupersededBy", "AllocatedWith" });

            migrationBuilder.CreateIndex(
                name: "IX_Charges_TenantId_ItemKey",
                table: "Charges",
                columns: new[] { "TenantId", "ItemKey" });

            migrationBuilder.CreateIndex(
                name: "IX_ChargeSources_TenantId_NormalizedName",
                table: "ChargeSources",
                columns: new[] { "TenantId", "NormalizedName" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CostAnomalies_TenantId_DecidedBy",
                table: "CostAnomalies",
                columns: new[] { "TenantId", "DecidedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_CostAnomalies_TenantId_FoundAt",
                table: "CostAnomalies",
                columns: new[] { "TenantId", "FoundAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CostAnomalies_TenantId_State_FoundAt",
                table: "CostAnomalies",
                columns: new[] { "TenantId", "State", "FoundAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CostSubjects_TenantId_EnvironmentId",
                table: "CostSubjects",
                columns: new[] { "TenantId", "EnvironmentId" });

            migrationBuilder.CreateIndex(
                name: "IX_CostSubjects_TenantId_Key",
                table: "CostSubjects",
                columns: new[] { "TenantId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CostSubjects_TenantId_ModelId",
                table: "CostSubjects",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_CostSubjects_TenantId_TeamId",
                table: "CostSubjects",
                columns: new[] { "TenantId", "TeamId" });

            migrationBuilder.CreateIndex(
                name: "IX_CostSums_TenantId_OriginId",
                table: "CostSums",
                columns: new[] { "TenantId", "OriginId" });

            migrationBuilder.CreateIndex(
                name: "IX_CostSums_TenantId_SubjectId",
                table: "CostSums",
                columns: new[] { "TenantId", "SubjectId" });

            migrationBuilder.CreateIndex(
                name: "IX_Datasets_TenantId_CreatedAt",
                table: "Datasets",
                columns: new[] { "TenantId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Datasets_TenantId_NormalizedName",
                table: "Datasets",
                columns: new[] { "TenantId", "NormalizedName" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Datasets_TenantId_OwnerId",
                table: "Datasets",
                columns: new[] { "TenantId", "OwnerId" });

            migrationBuilder.CreateIndex(
                name: "IX_DatasetVersions_TenantId_CreatedBy",
                table: "DatasetVersions",
                columns: new[] { "TenantId", "CreatedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_DatasetVersions_TenantId_DatasetId_Number",
                table: "DatasetVersions",
                columns: new[] { "TenantId", "DatasetId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DatasetVersions_TenantId_Digest",
                table: "DatasetVersions",
                columns: new[] { "TenantId", "Digest" });

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_TenantId_MemberId",
                table: "Decisions",
                columns: new[] { "TenantId", "MemberId" });

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_TenantId_PromotionId_Stage_Round_MemberId",
                table: "Decisions",
                columns: new[] { "TenantId", "PromotionId", "Stage", "Round", "MemberId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_TenantId_PromotionId_Stage_Round_Seat",
                table: "Decisions",
                columns: new[] { "TenantId", "PromotionId", "Stage", "Round", "Seat" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Decisions_TenantId_Seat",
                table: "Decisions",
                columns: new[] { "TenantId", "Seat" });

            migrationBuilder.CreateIndex(
                name: "IX_Delegations_TenantId_From_Until",
                table: "Delegations",
                columns: new[] { "TenantId", "From", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_Delegations_TenantId_To_Until",
                table: "Delegations",
                columns: new[] { "TenantId", "To", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_Deployments_TenantId_EnvironmentId_ModelId_StartedAt",
                table: "Deployments",
                columns: new[] { "TenantId", "EnvironmentId", "ModelId", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Deployments_TenantId_Incident",
                table: "Deployments",
                columns: new[] { "TenantId", "Incident" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Deployments_TenantId_ModelId",
                table: "Deployments",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_Deployments_TenantId_OriginId",
                table: "Deployments",
                columns: new[] { "TenantId", "OriginId" });

            migrationBuilder.CreateIndex(
                name: "IX_Deployments_TenantId_PromotionId",
                table: "Deployments",
                columns: new[] { "TenantId", "PromotionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Deployments_TenantId_StartedAt",
                table: "Deployments",
                columns: new[] { "TenantId", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Deployments_TenantId_StartedBy",
                table: "Deployments",
                columns: new[] { "TenantId", "StartedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Deployments_TenantId_VersionId",
                table: "Deployments",
                columns: new[] { "TenantId", "VersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_DeviceGroups_TenantId_EnvironmentId_NormalizedName",
                table: "DeviceGroups",
                columns: new[] { "TenantId", "EnvironmentId", "NormalizedName" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DeviceReadings_TenantId_ModelId",
                table: "DeviceReadings",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_DeviceReports_TenantId_DeviceId_ReceivedAt",
                table: "DeviceReports",
                columns: new[] { "TenantId", "DeviceId", "ReceivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_DeviceReports_TenantId_ModelId",
                table: "DeviceReports",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_Devices_TenantId_AccountId",
                table: "Devices",
                columns: new[] { "TenantId", "AccountId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Devices_TenantId_EnvironmentId_NormalizedName",
                table: "Devices",
                columns: new[] { "TenantId", "EnvironmentId", "NormalizedName" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Devices_TenantId_EnvironmentId_RegisteredAt",
                table: "Devices",
                columns: new[] { "TenantId", "EnvironmentId", "RegisteredAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Devices_TenantId_GroupId_RetiredAt",
                table: "Devices",
                columns: new[] { "TenantId", "GroupId", "RetiredAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Devices_TenantId_RegisteredBy",
                table: "Devices",
                columns: new[] { "TenantId", "RegisteredBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Environments_TenantId_NormalizedName",
                table: "Environments",
                columns: new[] { "TenantId", "NormalizedName" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Evaluations_TenantId_DatasetVersionId",
                table: "Evaluations",
                columns: new[] { "TenantId", "DatasetVersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Evaluations_TenantId_IdempotencyKey",
                table: "Evaluations",
                columns: new[] { "TenantId", "IdempotencyKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Evaluations_TenantId_QueuedAt",
                table: "Evaluations",
                columns: new[] { "TenantId", "QueuedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Evaluations_TenantId_RepeatOf_QueuedAt",
                table: "Evaluations",
                columns: new[] { "TenantId", "RepeatOf", "QueuedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Evaluations_TenantId_RequestedBy",
                table: "Evaluations",
                columns: new[] { "TenantId", "RequestedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Evaluations_TenantId_RunnerId_State",
                table: "Evaluations",
                columns: new[] { "TenantId", "RunnerId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Evaluations_TenantId_State_DueAt",
                table: "Evaluations",
                columns: new[] { "TenantId", "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Evaluations_TenantId_VersionId_QueuedAt",
                table: "Evaluations",
                columns: new[] { "TenantId", "VersionId", "QueuedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ExchangeRates_TenantId_From_To_Date",
                table: "ExchangeRates",
                columns: new[] { "TenantId", "From", "To", "Date" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ExperimentChallengers_TenantId_VersionId",
                table: "ExperimentChallengers",
                columns: new[] { "TenantId", "VersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_ExperimentLooks_TenantId_ExperimentId_At",
                table: "ExperimentLooks",
                columns: new[] { "TenantId", "ExperimentId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_ExperimentLooks_TenantId_LookedBy",
                table: "ExperimentLooks",
                columns: new[] { "TenantId", "LookedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_ExperimentOutcomes_TenantId_VersionId",
                table: "ExperimentOutcomes",
                columns: new[] { "TenantId", "VersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Experiments_TenantId_ChampionVersionId",
                table: "Experiments",
                columns: new[] { "TenantId", "ChampionVersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Experiments_TenantId_CreatedAt",
                table: "Experiments",
                columns: new[] { "TenantId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Experiments_TenantId_CreatedBy",
                table: "Experiments",
                columns: new[] { "TenantId", "CreatedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Experiments_TenantId_EnvironmentId_ModelId",
                table: "Experiments",
                columns: new[] { "TenantId", "EnvironmentId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_Experiments_TenantId_ModelId",
                table: "Experiments",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_Experiments_TenantId_NextLookAt",
                table: "Experiments",
                columns: new[] { "TenantId", "NextLookAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Experiments_TenantId_Number",
                table: "Experiments",
                columns: new[] { "TenantId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Experiments_TenantId_State_CreatedAt",
                table: "Experiments",
                columns: new[] { "TenantId", "State", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Experiments_TenantId_WinnerVersionId",
                table: "Experiments",
                columns: new[] { "TenantId", "WinnerVersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Findings_TenantId_EnvironmentId",
                table: "Findings",
                columns: new[] { "TenantId", "EnvironmentId" });

            migrationBuilder.CreateIndex(
                name: "IX_Findings_TenantId_FoundAt",
                table: "Findings",
                columns: new[] { "TenantId", "FoundAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Findings_TenantId_IncidentId_FoundAt",
                table: "Findings",
                columns: new[] { "TenantId", "IncidentId", "FoundAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Findings_TenantId_ModelId",
                table: "Findings",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_Findings_TenantId_MonitorId",
                table: "Findings",
                columns: new[] { "TenantId", "MonitorId" });

            migrationBuilder.CreateIndex(
                name: "IX_Findings_TenantId_MonitorRunId",
                table: "Findings",
                columns: new[] { "TenantId", "MonitorRunId" });

            migrationBuilder.CreateIndex(
                name: "IX_Findings_TenantId_VersionId",
                table: "Findings",
                columns: new[] { "TenantId", "VersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_FleetRollouts_TenantId_DeploymentId",
                table: "FleetRollouts",
                columns: new[] { "TenantId", "DeploymentId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FleetRollouts_TenantId_EnvironmentId_ModelId_Number",
                table: "FleetRollouts",
                columns: new[] { "TenantId", "EnvironmentId", "ModelId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FleetRollouts_TenantId_FormerVersionId",
                table: "FleetRollouts",
                columns: new[] { "TenantId", "FormerVersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_FleetRollouts_TenantId_ModelId",
                table: "FleetRollouts",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_FleetRollouts_TenantId_State_NextLookAt",
                table: "FleetRollouts",
                columns: new[] { "TenantId", "State", "NextLookAt" });

            migrationBuilder.CreateIndex(
                name: "IX_FleetRollouts_TenantId_VersionId",
                table: "FleetRollouts",
                columns: new[] { "TenantId", "VersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_FleetWaves_TenantId_GroupId",
                table: "FleetWaves",
                columns: new[] { "TenantId", "GroupId" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUps_TenantId_CreatedAt",
                table: "FollowUps",
                columns: new[] { "TenantId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUps_TenantId_CreatedBy",
                table: "FollowUps",
                columns: new[] { "TenantId", "CreatedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUps_TenantId_DoneAt_DueAt",
                table: "FollowUps",
                columns: new[] { "TenantId", "DoneAt", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUps_TenantId_DoneBy",
                table: "FollowUps",
                columns: new[] { "TenantId", "DoneBy" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUps_TenantId_ModelId",
                table: "FollowUps",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUps_TenantId_Number",
                table: "FollowUps",
                columns: new[] { "TenantId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FollowUps_TenantId_PromotionId",
                table: "FollowUps",
                columns: new[] { "TenantId", "PromotionId" });

            migrationBuilder.CreateIndex(
                name: "IX_FollowUps_TenantId_VersionId",
                table: "FollowUps",
                columns: new[] { "TenantId", "VersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_FoundSavings_TenantId_AssignedTo",
                table: "FoundSavings",
                columns: new[] { "TenantId", "AssignedTo" });

            migrationBuilder.CreateIndex(
                name: "IX_FoundSavings_TenantId_DecidedBy",
                table: "FoundSavings",
                columns: new[] { "TenantId", "DecidedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_FoundSavings_TenantId_EnvironmentId",
                table: "FoundSavings",
                columns: new[] { "TenantId", "EnvironmentId" });

            migrationBuilder.CreateIndex(
                name: "IX_FoundSavings_TenantId_FoundAt",
                table: "FoundSavings",
                columns: new[] { "TenantId", "FoundAt" });

            migrationBuilder.CreateIndex(
                name: "IX_FoundSavings_TenantId_Kind_Subject",
                table: "FoundSavings",
                columns: new[] { "TenantId", "Kind", "Subject" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FoundSavings_TenantId_ModelId",
                table: "FoundSavings",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_FoundSavings_TenantId_Number",
                table: "FoundSavings",
                columns: new[] { "TenantId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FoundSavings_TenantId_State_FoundAt",
                table: "FoundSavings",
                columns: new[] { "TenantId", "State", "FoundAt" });

            migrationBuilder.CreateIndex(
                name: "IX_FoundSavings_TenantId_TeamId",
                table: "FoundSavings",
                columns: new[] { "TenantId", "TeamId" });

            migrationBuilder.CreateIndex(
                name: "IX_Freezes_TenantId_EndedBy",
                table: "Freezes",
                columns: new[] { "TenantId", "EndedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Freezes_TenantId_EnvironmentId",
                table: "Freezes",
                columns: new[] { "TenantId", "EnvironmentId" });

            migrationBuilder.CreateIndex(
                name: "IX_Freezes_TenantId_PlannedBy",
                table: "Freezes",
                columns: new[] { "TenantId", "PlannedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Freezes_TenantId_Until",
                table: "Freezes",
                columns: new[] { "TenantId", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_GateExceptions_TenantId_GrantedBy",
                table: "GateExceptions",
                columns: new[] { "TenantId", "GrantedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_GateExceptions_TenantId_PromotionId_GateId",
                table: "GateExceptions",
                columns: new[] { "TenantId", "PromotionId", "GateId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_IdempotencyRecords_TenantId_CreatedAt",
                table: "IdempotencyRecords",
                columns: new[] { "TenantId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_IncidentEvents_TenantId_By",
                table: "IncidentEvents",
                columns: new[] { "TenantId", "By" });

            migrationBuilder.CreateIndex(
                name: "IX_IncidentEvents_TenantId_IncidentId_At",
                table: "IncidentEvents",
                columns: new[] { "TenantId", "IncidentId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_IncidentEvents_TenantId_Message_Kind",
                table: "IncidentEvents",
                columns: new[] { "TenantId", "Message", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_TenantId_AssignedTo",
                table: "Incidents",
                columns: new[] { "TenantId", "AssignedTo" });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_TenantId_EnvironmentId",
                table: "Incidents",
                columns: new[] { "TenantId", "EnvironmentId" });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_TenantId_FollowUpId",
                table: "Incidents",
                columns: new[] { "TenantId", "FollowUpId" });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_TenantId_FormerId",
                table: "Incidents",
                columns: new[] { "TenantId", "FormerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_TenantId_ModelId",
                table: "Incidents",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_TenantId_MonitorId_VersionId_State",
                table: "Incidents",
                columns: new[] { "TenantId", "MonitorId", "VersionId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_TenantId_Number",
                table: "Incidents",
                columns: new[] { "TenantId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_TenantId_OpenedAt",
                table: "Incidents",
                columns: new[] { "TenantId", "OpenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_TenantId_PromotionId",
                table: "Incidents",
                columns: new[] { "TenantId", "PromotionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_TenantId_ResolvedBy",
                table: "Incidents",
                columns: new[] { "TenantId", "ResolvedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_TenantId_State_LastFoundAt",
                table: "Incidents",
                columns: new[] { "TenantId", "State", "LastFoundAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_TenantId_VersionId",
                table: "Incidents",
                columns: new[] { "TenantId", "VersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_KeptComparisons_TenantId_KeptBy",
                table: "KeptComparisons",
                columns: new[] { "TenantId", "KeptBy" });

            migrationBuilder.CreateIndex(
                name: "IX_KeptComparisons_TenantId_WorkloadId_Number",
                table: "KeptComparisons",
                columns: new[] { "TenantId", "WorkloadId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LiveApprovals_TenantId_FollowUpId_RenewFrom",
                table: "LiveApprovals",
                columns: new[] { "TenantId", "FollowUpId", "RenewFrom" });

            migrationBuilder.CreateIndex(
                name: "IX_LiveApprovals_TenantId_ModelId",
                table: "LiveApprovals",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_LiveApprovals_TenantId_PromotionId",
                table: "LiveApprovals",
                columns: new[] { "TenantId", "PromotionId" });

            migrationBuilder.CreateIndex(
                name: "IX_LiveApprovals_TenantId_VersionId",
                table: "LiveApprovals",
                columns: new[] { "TenantId", "VersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_LiveDeployments_TenantId_ChallengerDeploymentId",
                table: "LiveDeployments",
                columns: new[] { "TenantId", "ChallengerDeploymentId" });

            migrationBuilder.CreateIndex(
                name: "IX_LiveDeployments_TenantId_ChallengerVersionId",
                table: "LiveDeployments",
                columns: new[] { "TenantId", "ChallengerVersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_LiveDeployments_TenantId_DeploymentId",
                table: "LiveDeployments",
                columns: new[] { "TenantId", "DeploymentId" });

            migrationBuilder.CreateIndex(
                name: "IX_LiveDeployments_TenantId_ModelId",
                table: "LiveDeployments",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_LiveDeployments_TenantId_VersionId",
                table: "LiveDeployments",
                columns: new[] { "TenantId", "VersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Members_TenantId_NormalizedEmail",
                table: "Members",
                columns: new[] { "TenantId", "NormalizedEmail" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Members_TenantId_TeamId",
                table: "Members",
                columns: new[] { "TenantId", "TeamId" });

            migrationBuilder.CreateIndex(
                name: "IX_Models_TenantId_CreatedAt",
                table: "Models",
                columns: new[] { "TenantId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Models_TenantId_EvaluationDatasetVersionId",
                table: "Models",
                columns: new[] { "TenantId", "EvaluationDatasetVersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Models_TenantId_NormalizedName",
                table: "Models",
                columns: new[] { "TenantId", "NormalizedName" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Models_TenantId_OwnerId",
                table: "Models",
                columns: new[] { "TenantId", "OwnerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Models_TenantId_TeamId",
                table: "Models",
                columns: new[] { "TenantId", "TeamId" });

            migrationBuilder.CreateIndex(
                name: "IX_MonitorRuns_TenantId_MonitorId_WindowTo",
                table: "MonitorRuns",
                columns: new[] { "TenantId", "MonitorId", "WindowTo" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MonitorRuns_TenantId_QueuedAt",
                table: "MonitorRuns",
                columns: new[] { "TenantId", "QueuedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_MonitorRuns_TenantId_RequestedBy",
                table: "MonitorRuns",
                columns: new[] { "TenantId", "RequestedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_MonitorRuns_TenantId_State_DueAt",
                table: "MonitorRuns",
                columns: new[] { "TenantId", "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_MonitorRuns_TenantId_VersionId",
                table: "MonitorRuns",
                columns: new[] { "TenantId", "VersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Monitors_TenantId_CreatedBy",
                table: "Monitors",
                columns: new[] { "TenantId", "CreatedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Monitors_TenantId_EnvironmentId_ModelId",
                table: "Monitors",
                columns: new[] { "TenantId", "EnvironmentId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_Monitors_TenantId_ModelId",
                table: "Monitors",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_Monitors_TenantId_NextDueAt",
                table: "Monitors",
                columns: new[] { "TenantId", "NextDueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Monitors_TenantId_NormalizedName",
                table: "Monitors",
                columns: new[] { "TenantId", "NormalizedName" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_TenantId_Mail_MailDueAt",
                table: "Notifications",
                columns: new[] { "TenantId", "Mail", "MailDueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_TenantId_MemberId_CreatedAt",
                table: "Notifications",
                columns: new[] { "TenantId", "MemberId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_TenantId_MemberId_ReadAt",
                table: "Notifications",
                columns: new[] { "TenantId", "MemberId", "ReadAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_TenantId_Message_MemberId",
                table: "Notifications",
                columns: new[] { "TenantId", "Message", "MemberId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ObservationBatches_TenantId_BaselineId",
                table: "ObservationBatches",
                columns: new[] { "TenantId", "BaselineId" });

            migrationBuilder.CreateIndex(
                name: "IX_ObservationBatches_TenantId_BlockDigest",
                table: "ObservationBatches",
                columns: new[] { "TenantId", "BlockDigest" });

            migrationBuilder.CreateIndex(
                name: "IX_ObservationBatches_TenantId_EnvironmentId_ModelId_Key",
                table: "ObservationBatches",
                columns: new[] { "TenantId", "EnvironmentId", "ModelId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ObservationBatches_TenantId_EnvironmentId_ModelId_Kind_LastAt",
                table: "ObservationBatches",
                columns: new[] { "TenantId", "EnvironmentId", "ModelId", "Kind", "LastAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ObservationBatches_TenantId_EnvironmentId_ModelId_Number",
                table: "ObservationBatches",
                columns: new[] { "TenantId", "EnvironmentId", "ModelId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ObservationBatches_TenantId_LastAt",
                table: "ObservationBatches",
                columns: new[] { "TenantId", "LastAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ObservationBatches_TenantId_ModelId",
                table: "ObservationBatches",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_ObservationBatches_TenantId_ReceivedBy",
                table: "ObservationBatches",
                columns: new[] { "TenantId", "ReceivedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_ObservationBatches_TenantId_VersionId",
                table: "ObservationBatches",
                columns: new[] { "TenantId", "VersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_ObservationSettings_TenantId_ModelId",
                table: "ObservationSettings",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_TenantId_DeliveredAt_DueAt",
                table: "Outbox",
                columns: new[] { "TenantId", "DeliveredAt", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PlacementOptions_TenantId_NormalizedName",
                table: "PlacementOptions",
                columns: new[] { "TenantId", "NormalizedName" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PlacementRecommendations_TenantId_AssignedTo",
                table: "PlacementRecommendations",
                columns: new[] { "TenantId", "AssignedTo" });

            migrationBuilder.CreateIndex(
                name: "IX_PlacementRecommendations_TenantId_ComparisonId",
                table: "PlacementRecommendations",
                columns: new[] { "TenantId", "ComparisonId" });

            migrationBuilder.CreateIndex(
                name: "IX_PlacementRecommendations_TenantId_DecidedBy",
                table: "PlacementRecommendations",
                columns: new[] { "TenantId", "DecidedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_PlacementRecommendations_TenantId_Number",
                table: "PlacementRecommendations",
                columns: new[] { "TenantId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PlacementRecommendations_TenantId_WorkloadId_State",
                table: "PlacementRecommendations",
                columns: new[] { "TenantId", "WorkloadId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Policies_TenantId_ScopeKey",
                table: "Policies",
                columns: new[] { "TenantId", "ScopeKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PolicyVersions_TenantId_EditedBy",
                table: "PolicyVersions",
                columns: new[] { "TenantId", "EditedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Prices_TenantId_AddedBy",
                table: "Prices",
                columns: new[] { "TenantId", "AddedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Prices_TenantId_Provider_Model_Unit_Term_Region_FromVolume_ValidFrom",
                table: "Prices",
                columns: new[] { "TenantId", "Provider", "Model", "Unit", "Term", "Region", "FromVolume", "ValidFrom" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PromotionComments_TenantId_MemberId",
                table: "PromotionComments",
                columns: new[] { "TenantId", "MemberId" });

            migrationBuilder.CreateIndex(
                name: "IX_PromotionComments_TenantId_PromotionId_At",
                table: "PromotionComments",
                columns: new[] { "TenantId", "PromotionId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Promotions_TenantId_EnvironmentId",
                table: "Promotions",
                columns: new[] { "TenantId", "EnvironmentId" });

            migrationBuilder.CreateIndex(
                name: "IX_Promotions_TenantId_ExpiresAt",
                table: "Promotions",
                columns: new[] { "TenantId", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Promotions_TenantId_ModelId",
                table: "Promotions",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_Promotions_TenantId_Number",
                table: "Promotions",
                columns: new[] { "TenantId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Promotions_TenantId_RequestedAt",
                table: "Promotions",
                columns: new[] { "TenantId", "RequestedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Promotions_TenantId_RequestedBy",
                table: "Promotions",
                columns: new[] { "TenantId", "RequestedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Promotions_TenantId_State_DecideBy",
                table: "Promotions",
                columns: new[] { "TenantId", "State", "DecideBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Promotions_TenantId_State_RequestedAt",
                table: "Promotions",
                columns: new[] { "TenantId", "State", "RequestedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Promotions_TenantId_VersionId",
                table: "Promotions",
                columns: new[] { "TenantId", "VersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_PromotionStages_TenantId_State_DueAt",
                table: "PromotionStages",
                columns: new[] { "TenantId", "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_RetrainingRequests_TenantId_AnsweredBy",
                table: "RetrainingRequests",
                columns: new[] { "TenantId", "AnsweredBy" });

            migrationBuilder.CreateIndex(
                name: "IX_RetrainingRequests_TenantId_EndedBy",
                table: "RetrainingRequests",
                columns: new[] { "TenantId", "EndedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_RetrainingRequests_TenantId_EnvironmentId",
                table: "RetrainingRequests",
                columns: new[] { "TenantId", "EnvironmentId" });

            migrationBuilder.CreateIndex(
                name: "IX_RetrainingRequests_TenantId_IncidentId",
                table: "RetrainingRequests",
                columns: new[] { "TenantId", "IncidentId" });

            migrationBuilder.CreateIndex(
                name: "IX_RetrainingRequests_TenantId_ModelId_RequestedAt",
                table: "RetrainingRequests",
                columns: new[] { "TenantId", "ModelId", "RequestedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_RetrainingRequests_TenantId_Number",
                table: "RetrainingRequests",
                columns: new[] { "TenantId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RetrainingRequests_TenantId_RequestedAt",
                table: "RetrainingRequests",
                columns: new[] { "TenantId", "RequestedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_RetrainingRequests_TenantId_RequestedBy",
                table: "RetrainingRequests",
                columns: new[] { "TenantId", "RequestedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_RetrainingRequests_TenantId_VersionId_State",
                table: "RetrainingRequests",
                columns: new[] { "TenantId", "VersionId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_RolloutMoves_TenantId_By",
                table: "RolloutMoves",
                columns: new[] { "TenantId", "By" });

            migrationBuilder.CreateIndex(
                name: "IX_RolloutMoves_TenantId_RolloutId_Number",
                table: "RolloutMoves",
                columns: new[] { "TenantId", "RolloutId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Rollouts_TenantId_ChampionDeploymentId",
                table: "Rollouts",
                columns: new[] { "TenantId", "ChampionDeploymentId" });

            migrationBuilder.CreateIndex(
                name: "IX_Rollouts_TenantId_ChampionVersionId",
                table: "Rollouts",
                columns: new[] { "TenantId", "ChampionVersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Rollouts_TenantId_DeploymentId",
                table: "Rollouts",
                columns: new[] { "TenantId", "DeploymentId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Rollouts_TenantId_EnvironmentId_ModelId_StartedAt",
                table: "Rollouts",
                columns: new[] { "TenantId", "EnvironmentId", "ModelId", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Rollouts_TenantId_Incident",
                table: "Rollouts",
                columns: new[] { "TenantId", "Incident" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Rollouts_TenantId_ModelId",
                table: "Rollouts",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_Rollouts_TenantId_PromotionId",
                table: "Rollouts",
                columns: new[] { "TenantId", "PromotionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Rollouts_TenantId_StartedAt",
                table: "Rollouts",
                columns: new[] { "TenantId", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Rollouts_TenantId_State_DueAt",
                table: "Rollouts",
                columns: new[] { "TenantId", "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Rollouts_TenantId_VersionId",
                table: "Rollouts",
                columns: new[] { "TenantId", "VersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Runners_TenantId_AccountId",
                table: "Runners",
                columns: new[] { "TenantId", "AccountId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Runners_TenantId_NormalizedName",
                table: "Runners",
                columns: new[] { "TenantId", "NormalizedName" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Runners_TenantId_RegisteredBy",
                table: "Runners",
                columns: new[] { "TenantId", "RegisteredBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Teams_TenantId_NormalizedName",
                table: "Teams",
                columns: new[] { "TenantId", "NormalizedName" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Tenants_NormalizedName",
                table: "Tenants",
                column: "NormalizedName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Uploads_TenantId_Digest",
                table: "Uploads",
                columns: new[] { "TenantId", "Digest" });

            migrationBuilder.CreateIndex(
                name: "IX_Uploads_TenantId_UploadedBy",
                table: "Uploads",
                columns: new[] { "TenantId", "UploadedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_UsageDays_TenantId_EnvironmentId",
                table: "UsageDays",
                columns: new[] { "TenantId", "EnvironmentId" });

            migrationBuilder.CreateIndex(
                name: "IX_UsageDays_TenantId_ModelId",
                table: "UsageDays",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_UsageDays_TenantId_SourceId",
                table: "UsageDays",
                columns: new[] { "TenantId", "SourceId" });

            migrationBuilder.CreateIndex(
                name: "IX_UsageDays_TenantId_TeamId",
                table: "UsageDays",
                columns: new[] { "TenantId", "TeamId" });

            migrationBuilder.CreateIndex(
                name: "IX_UsageRecords_TenantId_At_Id",
                table: "UsageRecords",
                columns: new[] { "TenantId", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_UsageRecords_TenantId_EnvironmentId",
                table: "UsageRecords",
                columns: new[] { "TenantId", "EnvironmentId" });

            migrationBuilder.CreateIndex(
                name: "IX_UsageRecords_TenantId_Key",
                table: "UsageRecords",
                columns: new[] { "TenantId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_UsageRecords_TenantId_ModelId",
                table: "UsageRecords",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_UsageRecords_TenantId_ReceivedAt_Id",
                table: "UsageRecords",
                columns: new[] { "TenantId", "ReceivedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_UsageRecords_TenantId_SourceId",
                table: "UsageRecords",
                columns: new[] { "TenantId", "SourceId" });

            migrationBuilder.CreateIndex(
                name: "IX_UsageRecords_TenantId_TeamId",
                table: "UsageRecords",
                columns: new[] { "TenantId", "TeamId" });

            migrationBuilder.CreateIndex(
                name: "IX_UsageRepricings_TenantId_AskedAt_Id",
                table: "UsageRepricings",
                columns: new[] { "TenantId", "AskedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_UsageRepricings_TenantId_AskedBy",
                table: "UsageRepricings",
                columns: new[] { "TenantId", "AskedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_UsageRepricings_TenantId_EndedAt",
                table: "UsageRepricings",
                columns: new[] { "TenantId", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_UsageSources_TenantId_NormalizedName",
                table: "UsageSources",
                columns: new[] { "TenantId", "NormalizedName" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_UsageSources_TenantId_TeamId",
                table: "UsageSources",
                columns: new[] { "TenantId", "TeamId" });

            migrationBuilder.CreateIndex(
                name: "IX_UseCaseDatasets_TenantId_DatasetId",
                table: "UseCaseDatasets",
                columns: new[] { "TenantId", "DatasetId" });

            migrationBuilder.CreateIndex(
                name: "IX_UseCaseModels_TenantId_AssignedBy",
                table: "UseCaseModels",
                columns: new[] { "TenantId", "AssignedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_UseCaseModels_TenantId_UseCaseId",
                table: "UseCaseModels",
                columns: new[] { "TenantId", "UseCaseId" });

            migrationBuilder.CreateIndex(
                name: "IX_UseCases_TenantId_CreatedAt",
                table: "UseCases",
                columns: new[] { "TenantId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_UseCases_TenantId_CreatedBy",
                table: "UseCases",
                columns: new[] { "TenantId", "CreatedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_UseCases_TenantId_Number",
                table: "UseCases",
                columns: new[] { "TenantId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_UseCases_TenantId_RetiredBy",
                table: "UseCases",
                columns: new[] { "TenantId", "RetiredBy" });

            migrationBuilder.CreateIndex(
                name: "IX_UseCases_TenantId_State_CreatedAt",
                table: "UseCases",
                columns: new[] { "TenantId", "State", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_UseCases_TenantId_TeamId",
                table: "UseCases",
                columns: new[] { "TenantId", "TeamId" });

            migrationBuilder.CreateIndex(
                name: "IX_VersionAliases_TenantId_VersionId",
                table: "VersionAliases",
                columns: new[] { "TenantId", "VersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Versions_TenantId_Digest",
                table: "Versions",
                columns: new[] { "TenantId", "Digest" });

            migrationBuilder.CreateIndex(
                name: "IX_Versions_TenantId_ModelId_Number",
                table: "Versions",
                columns: new[] { "TenantId", "ModelId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Versions_TenantId_ParentVersionId",
                table: "Versions",
                columns: new[] { "TenantId", "ParentVersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Versions_TenantId_RegisteredAt",
                table: "Versions",
                columns: new[] { "TenantId", "RegisteredAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Versions_TenantId_RegisteredBy",
                table: "Versions",
                columns: new[] { "TenantId", "RegisteredBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Versions_TenantId_TrainingDatasetVersionId",
                table: "Versions",
                columns: new[] { "TenantId", "TrainingDatasetVersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_TenantId_CreatedAt",
                table: "WebhookDeliveries",
                columns: new[] { "TenantId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_TenantId_State_DueAt",
                table: "WebhookDeliveries",
                columns: new[] { "TenantId", "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_TenantId_WebhookId_CreatedAt",
                table: "WebhookDeliveries",
                columns: new[] { "TenantId", "WebhookId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_TenantId_WebhookId_Message",
                table: "WebhookDeliveries",
                columns: new[] { "TenantId", "WebhookId", "Message" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_TenantId_WebhookId_Subject_Sequence",
                table: "WebhookDeliveries",
                columns: new[] { "TenantId", "WebhookId", "Subject", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Webhooks_TenantId_CreatedBy",
                table: "Webhooks",
                columns: new[] { "TenantId", "CreatedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_WindowCounters_TenantId_BaselineId",
                table: "WindowCounters",
                columns: new[] { "TenantId", "BaselineId" });

            migrationBuilder.CreateIndex(
                name: "IX_WindowCounters_TenantId_ModelId",
                table: "WindowCounters",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_WindowCounters_TenantId_VersionId",
                table: "WindowCounters",
                columns: new[] { "TenantId", "VersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_WorkloadEditions_TenantId_MadeBy",
                table: "WorkloadEditions",
                columns: new[] { "TenantId", "MadeBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Workloads_TenantId_CreatedAt",
                table: "Workloads",
                columns: new[] { "TenantId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Workloads_TenantId_ModelId",
                table: "Workloads",
                columns: new[] { "TenantId", "ModelId" });

            migrationBuilder.CreateIndex(
                name: "IX_Workloads_TenantId_NextLookAt",
                table: "Workloads",
                columns: new[] { "TenantId", "NextLookAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Workloads_TenantId_NormalizedName",
                table: "Workloads",
                columns: new[] { "TenantId", "NormalizedName" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Workloads_TenantId_TeamId",
                table: "Workloads",
                columns: new[] { "TenantId", "TeamId" });

            migrationBuilder.CreateIndex(
                name: "IX_Workloads_TenantId_TodayId",
                table: "Workloads",
                columns: new[] { "TenantId", "TodayId" });

            migrationBuilder.CreateIndex(
                name: "IX_Workloads_TenantId_UseCaseId",
                table: "Workloads",
                columns: new[] { "TenantId", "UseCaseId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AcceleratorHours");

            migrationBuilder.DropTable(
                name: "AccessTokens");

            migrationBuilder.DropTable(
                name: "AllocationRules");

            migrationBuilder.DropTable(
                name: "AllocationStates");

            migrationBuilder.DropTable(
                name: "AnomalyWatches");

            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "AuditHeads");

            migrationBuilder.DropTable(
                name: "BoardAttendees");

            migrationBuilder.DropTable(
                name: "BoardSettings");

            migrationBuilder.DropTable(
                name: "BoardVotes");

            migrationBuilder.DropTable(
                name: "BudgetAlerts");

            migrationBuilder.DropTable(
                name: "BudgetReadings");

            migrationBuilder.DropTable(
                name: "BudgetStops");

            migrationBuilder.DropTable(
                name: "BudgetVersions");

            migrationBuilder.DropTable(
                name: "BusinessOutcomes");

            migrationBuilder.DropTable(
                name: "ChargeImports");

            migrationBuilder.DropTable(
                name: "ChargeItems");

            migrationBuilder.DropTable(
                name: "ChargePeriods");

            migrationBuilder.DropTable(
                name: "ChargeRejections");

            migrationBuilder.DropTable(
                name: "Charges");

            migrationBuilder.DropTable(
                name: "CostAnomalies");

            migrationBuilder.DropTable(
                name: "CostReports");

            migrationBuilder.DropTable(
                name: "CostReportSubscriptions");

            migrationBuilder.DropTable(
                name: "CostSettings");

            migrationBuilder.DropTable(
                name: "CostSums");

            migrationBuilder.DropTable(
                name: "Decisions");

            migrationBuilder.DropTable(
                name: "Delegations");

            migrationBuilder.DropTable(
                name: "DeviceReadings");

            migrationBuilder.DropTable(
                name: "DeviceReports");

            migrationBuilder.DropTable(
                name: "EndedSessions");

            migrationBuilder.DropTable(
                name: "ExchangeRates");

            migrationBuilder.DropTable(
                name: "ExperimentChallengers");

            migrationBuilder.DropTable(
                name: "ExperimentLooks");

            migrationBuilder.DropTable(
                name: "ExperimentOutcomes");

            migrationBuilder.DropTable(
                name: "Findings");

            migrationBuilder.DropTable(
                name: "FleetWaves");

            migrationBuilder.DropTable(
                name: "FoundSavings");

            migrationBuilder.DropTable(
                name: "Freezes");

            migrationBuilder.DropTable(
                name: "GateExceptions");

            migrationBuilder.DropTable(
                name: "IdempotencyRecords");

            migrationBuilder.DropTable(
                name: "IncidentEvents");

            migrationBuilder.DropTable(
                name: "LiveApprovals");

            migrationBuilder.DropTable(
                name: "LiveDeployments");

            migrationBuilder.DropTable(
                name: "MemberRoles");

            migrationBuilder.DropTable(
                name: "MetricSeries");

            migrationBuilder.DropTable(
                name: "NotificationChoices");

            migrationBuilder.DropTable(
                name: "Notifications");

            migrationBuilder.DropTable(
                name: "ObservationBatches");

            migrationBuilder.DropTable(
                name: "ObservationRetentions");

            migrationBuilder.DropTable(
                name: "ObservationSettings");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "PlacementRecommendations");

            migrationBuilder.DropTable(
                name: "PlacementSettings");

            migrationBuilder.DropTable(
                name: "PolicyVersions");

            migrationBuilder.DropTable(
                name: "Prices");

            migrationBuilder.DropTable(
                name: "PromotionComments");

            migrationBuilder.DropTable(
                name: "ReconciliationGaps");

            migrationBuilder.DropTable(
                name: "RetrainingRequests");

            migrationBuilder.DropTable(
                name: "RolloutMoves");

            migrationBuilder.DropTable(
                name: "SavingsLooks");

            migrationBuilder.DropTable(
                name: "SavingsReviews");

            migrationBuilder.DropTable(
                name: "StageDeciders");

            migrationBuilder.DropTable(
                name: "Uploads");

            migrationBuilder.DropTable(
                name: "UsageDays");

            migrationBuilder.DropTable(
                name: "UsageRecords");

            migrationBuilder.DropTable(
                name: "UsageRepricings");

            migrationBuilder.DropTable(
                name: "UsageSettings");

            migrationBuilder.DropTable(
                name: "UseCaseDatasets");

            migrationBuilder.DropTable(
                name: "UseCaseModels");

            migrationBuilder.DropTable(
                name: "VersionAliases");

            migrationBuilder.DropTable(
                name: "VersionTags");

            migrationBuilder.DropTable(
                name: "WebhookDeliveries");

            migrationBuilder.DropTable(
                name: "WindowCounters");

            migrationBuilder.DropTable(
                name: "WorkloadEditions");

            migrationBuilder.DropTable(
                name: "BoardSessions");

            migrationBuilder.DropTable(
                name: "Budgets");

            migrationBuilder.DropTable(
                name: "ChargeSources");

            migrationBuilder.DropTable(
                name: "CostSubjects");

            migrationBuilder.DropTable(
                name: "Devices");

            migrationBuilder.DropTable(
                name: "Experiments");

            migrationBuilder.DropTable(
                name: "MonitorRuns");

            migrationBuilder.DropTable(
                name: "FleetRollouts");

            migrationBuilder.DropTable(
                name: "KeptComparisons");

            migrationBuilder.DropTable(
                name: "Policies");

            migrationBuilder.DropTable(
                name: "Incidents");

            migrationBuilder.DropTable(
                name: "Rollouts");

            migrationBuilder.DropTable(
                name: "PromotionStages");

            migrationBuilder.DropTable(
                name: "UsageSources");

            migrationBuilder.DropTable(
                name: "Webhooks");

            migrationBuilder.DropTable(
                name: "Baselines");

            migrationBuilder.DropTable(
                name: "DeviceGroups");

            migrationBuilder.DropTable(
                name: "Workloads");

            migrationBuilder.DropTable(
                name: "FollowUps");

            migrationBuilder.DropTable(
                name: "Monitors");

            migrationBuilder.DropTable(
                name: "Deployments");

            migrationBuilder.DropTable(
                name: "Evaluations");

            migrationBuilder.DropTable(
                name: "PlacementOptions");

            migrationBuilder.DropTable(
                name: "UseCases");

            migrationBuilder.DropTable(
                name: "Promotions");

            migrationBuilder.DropTable(
                name: "Runners");

            migrationBuilder.DropTable(
                name: "Environments");

            migrationBuilder.DropTable(
                name: "Versions");

            migrationBuilder.DropTable(
                name: "Models");

            migrationBuilder.DropTable(
                name: "DatasetVersions");

            migrationBuilder.DropTable(
                name: "Artifacts");

            migrationBuilder.DropTable(
                name: "Datasets");

            migrationBuilder.DropTable(
                name: "Members");

            migrationBuilder.DropTable(
                name: "Teams");

            migrationBuilder.DropTable(
                name: "Tenants");
        }
    }
}
