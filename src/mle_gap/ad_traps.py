"""Words of job ads that mislead: everyday words that are tools too, tools the catalogue does not know. Pure data."""

# Fields of business, for which an `@` stands in the words of skills.
_FIELDS = (
    "insurance insurer bank banking finance fintech payment retail grocery healthcare hospital pharma pharmaceutical"
    " biotech medicine manufacturing foundry factory freight transport logistics shipping port hotel travel"
    " hospitality media film advertising adtech energy utility utilities telecom telecommunication automotive"
    " aviation aerospace gaming law legal ecommerce commerce education edtech agriculture farming charity government"
    " defence defense construction mining oil publishing music sport trading lending credit fraud crime tourism"
    " railway rail maritime property"
)
INDUSTRIES = tuple(_FIELDS.split())

# What looks like the name of a skill but means something else: nothing is found there.
OTHERWISE = (
    "r & d | go to market | on the go | rest day | job security | social security | security clearance"
    " | network event | machine learning engineer | ml engineer | machine learning scientist"
    " | machine learning or * engineer | ml team | machine learning team | ml researcher"
    " | machine learning researcher | ml scientist | machine learning or * developer | machine learning specialist"
    " | deep learning engineer | nlp engineer | llm engineer | computer vision engineer | rest assured | the rest"
    " | rest of | recommendations to | recommendations for | letters of recommendation | lead a team meeting"
    " | shipping containers | containers by | statistics office | shell company | soft shell | git house"
    " | career framework | performance monitoring software | machine learning & * engineer"
    " | personal data of applicant | data science | computer science | mentoring programme | mentoring program"
    " | mentorship program | your mentor | a mentor | coaching budget | coaching for you | heart rate monitoring"
    " | machine learning and * engineer | head of machine learning | head of ml | computer monitor"
    " | regulatory affairs | health insurance | engineering roadmap tour | spark idea | spark interest"
    " | spark curiosity | baby monitor | communication allowance | a monitor | two monitors"
    " | patient communication aid | marketing communication | internal communication team | communications team"
    " | tableau vivant | transformer station | power transformer | electrical transformer | product roadmap is"
    " | state of the art machine learning company | ai and machine learning company | machine learning company"
    " | software or data engineering | years in data engineering | years of data engineering"
    " | degree in data engineering | years of industry experience | years industry experience"
    " | years * industry experience | kanban card | monty the python | the python | prompt reply | prompt response"
    " | a private office | private healthcare | private health | reports to"
)

# Everyday English too, so that only this writing counts; of the words alone, not inside longer names.
_WRITTEN = (
    "spark: Spark|SPARK, the python: the python, forecast: forecast|Forecast, helm: Helm|HELM, flask: Flask|FLASK"
    ", rest: REST, prefect: Prefect|PREFECT, airflow: Airflow|AirFlow|AIRFLOW, feast: Feast|FEAST, bash: Bash|BASH"
    ", git: Git|GIT|git, chef: Chef, puppet: Puppet, lime: LIME, ner: NER, rag: RAG, eda: EDA, sre: SRE|SREs"
    ", lora: LoRA|LORA, shap: SHAP|Shap, yolo: YOLO, ml: ML, dsa: DSA, ci: CI, iam: IAM, prophet: Prophet"
    ", triton: Triton, seldon: Seldon, bert: BERT|Bert, unleash: Unleash, claude: Claude, dask: Dask, luigi: Luigi"
    ", looker: Looker, slurm: Slurm|SLURM, jest: Jest, bedrock: Bedrock, athena: Athena, presto: Presto, ecs: ECS"
    ", emr: EMR, synapse: Synapse, pulsar: Pulsar, mdr: MDR, fda: FDA, dpo: DPO, slo: SLO|SLOs, ocr: OCR, elt: ELT"
    ", xai: XAI, dns: DNS, evals: evals|Evals, flyte: Flyte, streamlit: Streamlit, evidently: Evidently, plots: plots"
    ", apis: APIs|APIS, bicep: Bicep, tgi: TGI, iac: IaC|IAC, containers: containers|Containers"
    ", recommendations: recommendations|Recommendations, kera: Keras|keras|KERAS, copilot: Copilot, soda: Soda"
    ", bayes: Bayes, dataflow: Dataflow, istio: Istio, awk: awk|AWK, eppo: Eppo, or tools: OR-Tools|OR-tools|OR Tools"
    ", jax: JAX|Jax"
)
EXACT: dict[str, tuple[str, ...]] = {
    word: tuple(forms.split("|")) for word, _, forms in (one.partition(": ") for one in _WRITTEN.split(", "))
}

# Aliases of the catalogue that say too little in an ad.
_TOO_SHORT = (
    "agile containers dl dsa estimation math networking personalisation personalization py security shell stats"
    " testing torch"
)
TOO_SHORT = frozenset(_TOO_SHORT.split())

# Technical words that the catalogue does not know, written so.
_OTHERS = (
    ".NET ASP.NET Alteryx Amplitude Android Angular ArcGIS AutoML Bazel Blazor C# C++ COBOL CSS Cassandra Celery"
    " Cilium Clojure Consul Cypress DBeaver Dart Dash Dataiku DevOps Django Elasticsearch Elixir Envoy Erlang Excel"
    " Express FPGA Figma Firebase Flutter Fortran GIS Golang Gradle Grails Groovy H2O HBase HTML Hadoop Haskell"
    " Heroku Hive Hudi Hydra Iceberg Informatica Java JavaScript Julia Jupyter JupyterHub KNIME Kedro Kotlin Kubeflow"
    " LLMOps Laravel Linkerd Lua MATLAB MLOps MQTT Maven Mixpanel MongoDB NATS Nagios Neo4j Nest Nginx Node Nomad"
    " OCaml OpenSearch Optuna Oracle PHP Perl Playwright Poetry PostGIS PowerShell Presto PyMC QGIS Quarkus ROS ROS2"
    " RabbitMQ Rails Rasa Ray React Redis Ruby Rust SAP SAS SPSS SSIS Salesforce Scala Segment Selenium ServiceNow"
    " Shiny Snowplow Solr Splunk Spring Stan Stata Supabase Svelte Swift Talend TypeScript Unity VBA VHDL VMware"
    " Vagrant Vercel Verilog Vue WebAssembly Webpack Windows Zabbix ZeroMQ iOS"
)
OTHERS = frozenset(_OTHERS.split())

# Such words too, but only in a row with others.
BESIDE_OTHERS = frozenset({"Go", "R", "C"})

# Capitalised words that are no tools, although they stand in a row with some.
_NO_TOOLS = (
    "A AG AI Ability An And April At August B2B B2C BA BI BSc Bachelor CEO CET CHF CTO CV Computer DKK Danish Data"
    " December Dutch EU EUR Engineer Engineering Engineers English Europe Excellent Experience February France French"
    " Friday GBP German Germany GmbH Good HR I IT If In It Italian January July June Junior KPI KPIs Knowledge MA ML"
    " MSc Manager March Master May Monday NOK Norwegian November OK October On Or PLN PhD Polish Portuguese Product"
    " SEK SaaS Saturday Science Senior September Spanish Strong Sunday Swedish Team The They Thursday To Tuesday UAE"
    " UK US USA USD University We Wednesday Working You"
)
NO_TOOLS = frozenset(_NO_TOOLS.split())
