"""Words by which job ads name skills, beside the names and aliases of the catalogue. Pure data.

A `*` stands for up to three words, a `@` for a field of business. Spelling, plurals, hyphens and small or capital
letters do not matter, but for the words in `ad_traps.EXACT`.
"""

WORDS: dict[str, str] = {
    "bash": "bash | bash scripting | shell script | shell scripting | zsh | unix shell | command line tool"
    " | linux shell | awk",
    "git": "git | gitlab | github | version control | bitbucket | git flow | gitflow | merge request | pull request",
    "python": "python 3 | pythonic | pydantic | python developer | asyncio | mypy",
    "software-design": "software design | design pattern | solid principle | object oriented | oop"
    " | clean architecture | software architecture | clean code | refactor | refactoring | structure of * code"
    " | well structured code | microservice | domain driven design | maintainable code"
    " | software engineering principle | modular code | software engineering best practice | well designed code"
    " | functional programming | design principle | readable code | distributed system design | design of software",
    "testing": "unit test | automated test | automated testing | integration test | test driven | tdd | pytest"
    " | test coverage | end to end test | test automation | test suite | regression test | write test | writing test"
    " | property based test | tested code | well tested | testing practice | software testing | unit testing"
    " | unittest | test your code | test your own code | jest | test pyramid | testing framework",
    "code-review": "code review | review code | reviewing code | review of code | reviewing * code | review * code"
    " | reviewing pull request | review pull request | reviewing merge request | review merge request | peer review",
    "documentation": "documentation | technical writing | write doc | documenting | document your | well documented"
    " | write * documentation | model card | docstring",
    "algorithms": "data structure | algorithm and data structure | algorithm design | algorithmic thinking"
    " | complexity analysis | algorithmic complexity | coding interview | big o",
    "docker": "docker | dockerfile | docker compose | containerization | containerized | containerize | podman"
    " | container image | docker image | container technology | container tool | containers | oci image",
    "aws": "aws | amazon web service | sagemaker | s3 | ec2 | aws lambda | aws glue | bedrock | eks | ecs | fargate"
    " | cloudwatch | dynamodb | redshift | athena | aws cloud",
    "ci-cd": "ci cd | ci | continuous integration | continuous delivery | continuous deployment | github action"
    " | gitlab ci | jenkins | circleci | argo cd | argocd | azure devops | azure pipeline | teamcity | build pipeline"
    " | deployment pipeline | release pipeline | tekton | travis ci | drone ci | cicd | buildkite | gitops | flux cd"
    " | release automation | automated release | automated deployment",
    "apis": "rest api | restful | rest | rest service | http api | api design | design * api | web api | fastapi"
    " | flask | graphql | grpc | openapi | api development | build * api | building api | develop api | web service"
    " | apis | django rest | swagger | http service | restful api | backend service | api endpoint | http interface",
    "kubernetes": "kubernetes | k8s | kubectl | helm | helm chart | openshift | eks | gke | container orchestration"
    " | kubernetes operator | kustomize | istio | kubernete cluster | service mesh | aks",
    "infrastructure-as-code": "terraform | pulumi | opentofu | ansible | cloudformation | aws cdk"
    " | infrastructure as code | iac | bicep | terragrunt | crossplane | puppet | chef | configuration management"
    " | infrastructure automation",
    "azure": "azure | azure ml | azure machine learning | microsoft azure | azure openai | azure data factory"
    " | synapse | blob storage | entra id | azure cloud | azure devops | aks",
    "gcp": "gcp | google cloud | google cloud platform | vertex ai | cloud run | gke | dataflow | google cloud storage"
    " | cloud composer",
    "linux": "linux | unix | tcp ip | systemd | dns | linux administration | linux server | networking concept"
    " | computer networking | network protocol | ubuntu | debian | red hat | load balancer | load balancing | ssh"
    " | operating system",
    "security": "secret management | management of secrets | hashicorp vault | application security | devsecop | owasp"
    " | threat modeling | prompt injection | secure coding | security best practice | cloud security | iam | oauth"
    " | ml security | ai security | penetration testing | information security | iso 27001 | zero trust | encryption"
    " | security by design | secure software | vulnerability scanning | least privilege | security practice"
    " | data security | infosec | soc 2 | handling secrets | security hardening | secure development",
    "cost-control": "cloud cost | finop | cost optimization | cost control | cost management | cost efficient"
    " | cost of * cloud | right sizing | cloud spend | cloud bill | compute cost | infrastructure cost | gpu cost"
    " | cost awareness | costs of * cloud | cloud budget | inference cost | cost aware | cost conscious",
    "incident-response": "on call | incident response | incident management | postmortem | post mortem | runbook"
    " | pager duty | sre | site reliability | site reliability engineering | pagerduty | incident handling"
    " | root cause analysis | production incident | respond to incident | responding to incident | production support"
    " | out of hours rota",
    "sql": "sql | postgresql | postgres | mysql | bigquery | snowflake | redshift | relational database | sql server"
    " | sqlite | t sql | pl sql | mariadb | database query | window function | athena | clickhouse | duckdb | trino"
    " | presto | data modeling | dimensional modeling | oracle database | rdbms | query optimization",
    "data-quality": "data quality | data contract | great expectation | data validation | data profiling"
    " | data lineage | quality of data | quality of the data | quality of our data | data observability | pandera"
    " | data check | data integrity | data governance | data test | monte carlo data | soda core | data catalog",
    "feature-engineering": "feature engineering | data preparation | data cleaning | data wrangling"
    " | data preprocessing | preprocessing | feature selection | feature extraction | cleaning data | engineer feature"
    " | clean * data | engineering feature | build feature for | preparing data | prepare data | messy data"
    " | prepare * data",
    "data-pipelines": "data pipeline | airflow | dagster | prefect | etl | elt | luigi | dbt | workflow orchestration"
    " | argo workflow | kubeflow pipeline | data engineering | batch pipeline | pipeline orchestration | ml pipeline"
    " | training pipeline | machine learning pipeline | data ingestion | data flow | etl job | orchestration tool"
    " | azure data factory | aws glue | pipelines of data | fivetran | airbyte | feature pipeline | ingestion pipeline"
    " | data platform | mage ai | flyte | metaflow",
    "spark": "delta lake | spark | apache spark | pyspark | spark sql | databrick | spark streaming | spark dataframe"
    " | emr",
    "pandas": "pandas | polars | dataframe | pyarrow | parquet | apache arrow | dask",
    "numpy": "numpy | scipy | numerical computing | numerical python | vectorized code | scientific python",
    "streaming": "kafka | flink | kinesis | stream processing | event streaming | pub sub | pubsub | spark streaming"
    " | real time data | streaming data | event driven | streaming pipeline | data stream | redpanda | pulsar"
    " | kafka stream | event hub | streaming platform | apache beam | real time pipeline | streaming system"
    " | message queue | event stream | real time streaming | kafka topic | streaming technology",
    "feature-stores": "feature store | feast | tecton | feature platform | online feature | hopsworks"
    " | feature registry",
    "vector-search": "vector database | vector store | vector search | embedding | semantic search | nearest neighbor"
    " | faiss | pinecone | weaviate | qdrant | milvus | pgvector | chroma db | chromadb | vector db"
    " | similarity search | hybrid search | vector index | hnsw | opensearch vector",
    "data-visualisation": "data visualization | visualization | tableau | power bi | looker | dashboard | matplotlib"
    " | plotly | draw chart | drawing chart | exploratory data analysis | exploratory analysis | eda | seaborn"
    " | streamlit | metabase | qlik | visualize | visualizing | superset | make chart | clear chart | good chart"
    " | build chart | plots",
    "mathematics": "linear algebra | calculus | mathematics | maths | gradient descent | mathematical background"
    " | mathematical foundation | numerical method | mathematical maturity | optimization theory | matrix algebra",
    "statistics": "statistics | statistical | linear regression | statistically | probability | bayesian | p value"
    " | confidence interval | regression analysis | statistical inference | probabilistic | significance test"
    " | sampling method | bayesian statistics | bayes",
    "experiment-design": "a b test | a b testing | a b tests | ab test | ab testing | experiment design"
    " | experimental design | design of experiment | controlled experiment | hypothesis testing | split test"
    " | split testing | randomized * trial | online experiment | randomized experiment | design experiment"
    " | designing experiment | power analysis | multi armed bandit | controlled trial | experimentation"
    " | a b experiment | field experiment",
    "mathematical-optimisation": "mathematical optimization | operation research | linear programming"
    " | integer programming | constraint programming | or tools | gurobi | cplex | combinatorial optimization"
    " | optimization problem | solver | mixed integer | convex optimization | optimization model"
    " | optimization algorithm | vehicle routing | metaheuristic | discrete optimization | stochastic optimization"
    " | milp",
    "causal-inference": "causal inference | causal | causality | quasi experiment | difference in difference"
    " | propensity score | uplift modeling | uplift model | instrumental variable | synthetic control | dowhy"
    " | diff in diff | causal method | observational study | observational data | econometric | uplift"
    " | regression discontinuity | causal effect",
    "experiment-platforms": "experimentation platform | experiment platform | growthbook | statsig | optimizely"
    " | launchdarkly | feature flag | feature flagging | feature toggle | eppo | unleash | a b testing platform"
    " | split io",
    "machine-learning": "machine learning | ml model | ml algorithm | ml | supervised learning | unsupervised learning"
    " | gradient boosting | xgboost | lightgbm | catboost | logistic regression | random forest | predictive model"
    " | predictive modeling | gradient boosted | boosted tree | decision tree | reinforcement learning | clustering"
    " | ml fundamentals | classical ml | machine learned | statistical learning | bias variance",
    "scikit-learn": "scikit learn | sklearn | scikit",
    "deep-learning": "deep learning | neural network | neural net | deep neural | transformer | transformer model"
    " | transfer learning | convolutional | cnn | rnn | lstm | jax | attention mechanism | diffusion model"
    " | graph neural | flax",
    "pytorch": "pytorch | torchvision | pytorch lightning",
    "model-evaluation": "model evaluation | model validation | evaluation metric | error analysis | cross validation"
    " | offline evaluation | evaluate * model | evaluating * model | evaluation of * model | evaluate them"
    " | offline metric | backtesting | backtest | model performance | model quality | evaluation framework"
    " | evaluation pipeline | evals | precision and recall | calibration | evaluation set | validate * model"
    " | validating * model | held out | llm evaluation | evaluation harness | roc auc | validation of * model"
    " | compare * model | measure * model | evaluation suite | evaluation of * llm | evaluation of * prompt"
    " | golden set | evaluation dataset | evaluate llm | evaluation method | quality of * model | evaluating llm",
    "tensorflow": "tensorflow | kera | tf kera | tensorflow lite | tflite | litert | tfx",
    "explainability": "explainability | explainable | explainable ai | xai | shap | interpretability | interpretable"
    " | reason code | lime | model explanation | explain * prediction | feature attribution | explaining * prediction"
    " | explanations of * model | explain the decision | explanation for each | explain * model | why a model",
    "llm-applications": "llm | large language model | rag | retrieval augmented | prompt engineering | langchain"
    " | langgraph | llamaindex | llama index | generative ai | genai | gen ai | ai agent | agentic | openai | gpt"
    " | chatgpt | prompting | gpt 4 | anthropic | claude | foundation model | chatbot | conversational ai"
    " | prompt design | write prompt | copilot | llmop | tool calling | function calling | ai assistant | multi agent"
    " | tool call | mcp server | agents that",
    "fine-tuning": "fine tuning | fine tune | fine tuned | finetuning | finetune | lora | qlora | rlhf | hugging face"
    " | huggingface | dpo | peft | instruction tuning | llm fine tuning | preference tuning | supervised fine tuning",
    "nlp": "nlp | natural language processing | text classification | named entity | ner | text mining | spacy | nltk"
    " | sentiment analysis | text analytics | topic modeling | information extraction | language processing"
    " | computational linguistic | machine translation | bert | natural language understanding | entity extraction"
    " | text processing | speech recognition",
    "computer-vision": "computer vision | image recognition | image classification | object detection"
    " | image segmentation | opencv | yolo | machine vision | image processing | image analysis"
    " | semantic segmentation | image model | ocr | vision model | optical character recognition | segmentation model"
    " | instance segmentation | pose estimation | medical imaging | video analysis",
    "recommender-systems": "recommender system | recommender | recommendation system | recommendation engine"
    " | recommendation model | collaborative filtering | learning to rank | recsys | personalization | recommendations"
    " | ranking model | product recommendation | recommendation algorithm | ranking system | search ranking"
    " | two tower | rank * search result | matrix factorization | personalized ranking | personalized recommendation",
    "time-series": "time series | forecasting | forecast | arima | forecast model | demand forecast"
    " | demand forecasting | prophet | forecasting model | load forecast | sale forecast | seasonality"
    " | temporal model | forecast demand | forecasts of demand | time series forecasting",
    "experiment-tracking": "mlflow | experiment tracking | model registry | weights & biases | weights and biases"
    " | wandb | w & b | neptune ai | clearml | dvc | track * experiment | tracking experiment | comet ml"
    " | reproducible experiment | ml reproducibility | reproducible training | model versioning"
    " | versioning of * model | model tracking | data version control",
    "model-serving": "model serving | model deployment | deploy * model | deploying * model | deployment of * model"
    " | deployed * model | serve * model | serving * model | model inference | triton inference server | triton"
    " | kserve | bentoml | torchserve | seldon | vllm | model * into production | model * to production"
    " | productionize | productionizing | productionization | inference service | inference server | batch inference"
    " | ray serve | real time inference | productionize * model | model hosting | inference api"
    " | put * model * production | tgi | bring * model * production | model * in production | low latency inference"
    " | online inference | llm serving | take * model * production | inference endpoint | tensorflow serving"
    " | inference serving | ship * model | release * model | releasing * model | model * released | deploy them",
    "monitoring": "monitoring | monitor | prometheus | grafana | observability | data drift | drift | datadog"
    " | alerting | alert on | opentelemetry | evidently | drift detection | concept drift | model monitoring"
    " | cloudwatch | alerts for | service level objective | slo | set up alert | new relic | elk stack"
    " | logging and metric | kibana",
    "ml-system-design": "ml system design | ml system | machine learning system | ml architecture | end to end ml"
    " | end to end machine learning | machine learning system design | system design | mlop architecture | ml platform"
    " | design of ml | machine learning platform | architecture of * ml | machine learning architecture"
    " | architecture of * machine learning | ai system architecture | ai platform",
    "distributed-training": "distributed training | gpu training | cuda | multi gpu | deepspeed | fsdp | nccl"
    " | horovod | several gpu | many gpu | gpu cluster | data parallel | model parallel | multi node | training on gpu"
    " | train * gpu | megatron | gpu programming | multiple gpu | large scale training | gpu computing | slurm"
    " | training * gpu | gpu kernel | tensor parallel | training large model | gpu workload | gpu node | gpu server",
    "model-optimisation": "quantization | quantize | onnx | tensorrt | model optimization | model compression"
    " | distillation | knowledge distillation | pruning | openvino | edge deployment | inference optimization"
    " | smaller model | model * smaller | optimize * inference | edge inference | edge device | embedded device"
    " | faster inference | model * faster | inference latency | mixed precision | model * fast"
    " | optimizing * inference | inference speed",
    "communication": "communication | communicate | communicating | communicator | presentation skill | presenting"
    " | present * result | present * finding | stakeholder | storytelling | non technical | explain * result"
    " | explaining * result | explain * finding | explain * clearly | present to | explain complex"
    " | tell * what you found | storyteller | explaining complex | explain technical | explain your | convey"
    " | written and spoken | talk to customer | present your | write clearly | explain * trade off"
    " | explain * to people | explain * to customer | explain * to colleague | explain what | explain * in plain"
    " | plain language | plain word | present them | explaining technical | interpersonal skill",
    "problem-framing": "business value | business case | business understanding | business acumen | business problem"
    " | problem framing | use case discovery | problem worth | frame * problem | business question | framing"
    " | business need | business requirement | business impact | translate business | scoping | problem worth solving"
    " | identify use case | success criteria | business goal | commercial sense | business objective"
    " | value for the business | commercial awareness | business sense | into a clear task | worth solving"
    " | into ml problem | value to the business | into machine learning problem | find use case | worth building"
    " | problem definition",
    "mentoring": "mentor | mentoring | mentorship | coaching | coach | technical leadership | team leadership"
    " | pair programming | people development | line management | lead a team | leading a team | guide junior"
    " | guiding junior | support junior | leading team | lead a small team | help junior | supervise | supervision of"
    " | train colleague | grow * engineer | manage a team | people management | develop junior | teach * colleague"
    " | team lead | tech lead | raise the level | helping junior | line manage | lead * engineers",
    "project-planning": "roadmap | scrum | kanban | agile delivery | agile method | agile methodology"
    " | agile development | agile environment | agile practice | agile project | agile team | agile working"
    " | agile way | agile process | agile framework | agile principle | agile setting | project management"
    " | project planning | sprint | backlog | project plan | plan * work | plan project | planning project | jira"
    " | estimation of | prioritization | roadmapping | deliver project | project lead | manage project | prioritize"
    " | plan the project | lead * project | leading * project | project delivery | milestone",
    "domain-knowledge": "domain knowledge | domain expertise | industry experience | industry knowledge"
    " | subject matter expert | subject matter expertise | business domain | sector experience | domain expert"
    " | knowledge of * industry | experience in * industry | experience of * industry | experience in * sector"
    " | knowledge of * sector | background in * industry | experience from * industry | interest in * industry"
    " | experience of * sector | experience in * @ | experience of * @ | experience with * @ | experience from * @"
    " | background in * @ | background from * @ | background of * @ | knowledge of * @ | understanding of * @"
    " | worked in * @ | worked for * @ | familiarity with * @ | familiar with * @ | @ background | @ experience"
    " | @ knowledge | @ industry | @ expertise | @ or * background | @ or * experience | interest in * @ | time in * @",
    "responsible-ml": "responsible ai | responsible ml | fairness | ai ethic | ethic | ethical | algorithmic bias"
    " | ai governance | bias in * model | model bias | bias and fairness | ethical ai | trustworthy ai"
    " | bias detection | bias audit | unfair | bias testing | model for bias | bias in | responsible use of ai"
    " | ai safety | harm to | bias across",
    "model-risk": "model risk | model governance | eu ai act | ai act | sr 11 7 | sr 26 2 | regulatory compliance"
    " | model risk management | regulated environment | regulated industry | regulatory requirement"
    " | model validation team | regulator | audit trail | medical device regulation | mdr | model inventory"
    " | regulated model | basel iii | fda | regulated setting | regulated sector | regulatory",
    "data-privacy": "gdpr | data protection | hipaa | pii | protected health information | privacy"
    " | differential privacy | federated learning | personal data | data privacy | privacy engineering | anonymization"
    " | pseudonymization | anonymize | ccpa | anonymizing | pseudonymized | patient data | confidential data"
    " | pseudonymize",
}
