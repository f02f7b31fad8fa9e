using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Portal.Web.Tenancy.SignIn;

namespace Portal.Web.Api;

/// <summary>What all endpoints under /api share: problem details, JSON, paging, idempotency, OpenAPI.</summary>
public static class ApiRoom
{
    public const string Prefix = "/api/v1";

    /// <summary>The outer fence of every endpoint: a signed-in member. What the member may do is decided by the act.</summary>
    public const string MemberPolicy = "Member";

    /// <summary>Bytes of a request's body; endpoints that take files lift it for themselves.</summary>
    public const long LargestJson = 1024 * 1024;

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            options.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;

            // What is left out must never become the laxest value of its type: an approval, the lowest risk, nobody's roles.
            options.SerializerOptions.RespectRequiredConstructorParameters = true;
            options.SerializerOptions.RespectNullableAnnotations = true;
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, new DefaultJsonTypeInfoResolver { Modifiers = { WholeLists.Modify } });
        });

        // UnreadableRequests answers them: in every environment, naming the field, and never with the request's headers on a page.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddAuthorizationBuilder().AddPolicy(MemberPolicy, policy => policy.RequireAuthenticatedUser());
        services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Portal", Version = "v1", Description = "Everything that the pages do, for programs. Sign in with a personal access token." };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
            {
                ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
            document.Servers = [];
            return Task.CompletedTask;
        }));
        return services;
    }

    /// <summary>First of all: a defect behind it answers as everything under /api does, and its cause goes to the log.</summary>
    public static WebApplication UseApiDefects(this WebApplication app)
    {
        app.UseWhen(context => SessionEvents.IsApi(context.Request), api => api.UseExceptionHandler(defect => defect.Run(context =>
            Problems.Of(StatusCodes.Status500InternalServerError, "defect", "That did not work", "The cause is in the server's log. Ask for the state before you try again.").ExecuteAsync(context))));
        return app;
    }

    /// <summary>After authentication, before the endpoints.</summary>
    public static WebApplication UseApi(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase), api =>
        {
            api.UseStatusCodePages();
            api.UseMiddleware<UnreadableRequests>();
            api.UseMiddleware<CookieCallers>();
            api.UseMiddleware<Idempotency>();
        });
        return app;
    }

    /// <summary>The group in which every room maps its endpoints.</summary>
    public static RouteGroupBuilder MapApiGroup(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        return app.MapGroup(Prefix).RequireAuthorization(MemberPolicy).WithMetadata(new RequestSizeLimitAttribute(LargestJson));
    }
}
