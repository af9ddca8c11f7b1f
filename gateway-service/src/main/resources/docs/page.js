// No validator and no address from the query: the page shows this node's document and asks nobody else.
SwaggerUIBundle({
  url: "/v1/openapi.yaml",
  dom_id: "#document",
  deepLinking: true,
  validatorUrl: null,
  queryConfigEnabled: false,
  persistAuthorization: false,
});
