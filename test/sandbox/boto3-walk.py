"""Walks through the sandbox with boto3 as the original scripts do, and prints what it saw as one JSON document."""

import json
import os

import boto3
from botocore.exceptions import ClientError

# Given by hand, for boto3 before 1.28 does not read the variable.
endpoint = os.environ["AWS_ENDPOINT_URL"]
ssm = boto3.client("ssm", endpoint_url=endpoint)
seen = {"identity": boto3.client("sts", endpoint_url=endpoint).get_caller_identity()["Arn"]}


def error_code(operation, **parameters):
    try:
        getattr(ssm, operation)(**parameters)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return "no error"


def all_items(operation, key, **parameters):
    return [item for page in ssm.get_paginator(operation).paginate(**parameters) for item in page[key]]


def all_items_as_the_scripts_do(operation, key, **parameters):
    response = getattr(ssm, operation)(**parameters)
    items = response[key]
    while "NextToken" in response:
        response = getattr(ssm, operation)(NextToken=response["NextToken"], **parameters)
        items += response[key]
    return items


baseline = ssm.create_patch_baseline(
    Name="Windows-0day-Important",
    OperatingSystem="WINDOWS",
    ApprovalRules={
        "PatchRules": [
            {
                "PatchFilterGroup": {"PatchFilters": [{"Key": "MSRC_SEVERITY", "Values": ["Critical", "Important"]}]},
                "ApproveAfterDays": 0,
                "EnableNonSecurity": False,
            }
        ]
    },
)["BaselineId"]

for week in (1, 2):
    for day, name in ((2, "TUE"), (3, "WED")):
        for hour in ("03", "04"):
            group = f"Week {week} Day {day} - Unattended - {hour}:00"
            ssm.register_patch_baseline_for_patch_group(BaselineId=baseline, PatchGroup=group)
            window = ssm.create_maintenance_window(
                Name=f"Week{week}Day{day}Unattended{hour}00",
                Schedule=f"cron(00 {hour} ? * {name}#{week} *)",
                Duration=1,
                Cutoff=0,
                AllowUnassociatedTargets=True,
            )["WindowId"]
            target = ssm.register_target_with_maintenance_window(
                WindowId=window,
                ResourceType="INSTANCE",
                Targets=[{"Key": "tag:Patch Group", "Values": [group]}],
            )["WindowTargetId"]
            ssm.register_task_with_maintenance_window(
                WindowId=window,
                Targets=[{"Key": "WindowTargetIds", "Values": [target]}],
                TaskArn="AWS-ApplyPatchBaseline",
                TaskType="RUN_COMMAND",
                TaskInvocationParameters={"RunCommand": {"Parameters": {"Operation": ["Install"]}}},
                MaxConcurrency="2",
                MaxErrors="1",
            )

windows = all_items("describe_maintenance_windows", "WindowIdentities", PaginationConfig={"PageSize": 10})
seen["windows"] = [item["Name"] for item in windows]
seen["groups"] = len(all_items("describe_patch_groups", "Mappings", PaginationConfig={"PageSize": 3}))
seen["own_baselines"] = [
    item["BaselineName"]
    for item in all_items("describe_patch_baselines", "BaselineIdentities", Filters=[{"Key": "OWNER", "Values": ["Self"]}])
]
first = ssm.get_maintenance_window(WindowId=windows[0]["WindowId"])
seen["created"] = first["CreatedDate"].isoformat()
seen["updated"] = ssm.update_maintenance_window(WindowId=first["WindowId"], Enabled=False)["Enabled"]
other = ssm.create_patch_baseline(Name="second")["BaselineId"]
missing = "pb-00000000000000000"
unnamed = {"Schedule": "rate(1 day)", "Duration": 1, "Cutoff": 0, "AllowUnassociatedTargets": False}
seen["errors"] = [
    error_code("register_patch_baseline_for_patch_group", BaselineId=other, PatchGroup=group),
    error_code("register_patch_baseline_for_patch_group", BaselineId=missing, PatchGroup=group),
    error_code("get_maintenance_window", WindowId="mw-00000000000000000"),
    error_code("create_maintenance_window", Name="x y z", **unnamed),
    error_code("list_tags_for_resource", ResourceType="MaintenanceWindow", ResourceId="mw-1"),
    error_code("delete_patch_baseline", BaselineId=baseline),
    error_code("send_command", DocumentName="AWS-RunPatchBaseline"),
]

for window in windows:
    for task in ssm.describe_maintenance_window_tasks(WindowId=window["WindowId"])["Tasks"]:
        ssm.deregister_task_from_maintenance_window(WindowId=window["WindowId"], WindowTaskId=task["WindowTaskId"])
    for target in ssm.describe_maintenance_window_targets(WindowId=window["WindowId"])["Targets"]:
        ssm.deregister_target_from_maintenance_window(
            WindowId=window["WindowId"], WindowTargetId=target["WindowTargetId"], Safe=True
        )
    ssm.delete_maintenance_window(WindowId=window["WindowId"])
for mapping in all_items_as_the_scripts_do("describe_patch_groups", "Mappings", MaxResults=3):
    ssm.deregister_patch_baseline_for_patch_group(
        BaselineId=mapping["BaselineIdentity"]["BaselineId"], PatchGroup=mapping["PatchGroup"]
    )
ssm.delete_patch_baseline(BaselineId=baseline)
seen["left"] = [
    len(all_items_as_the_scripts_do("describe_maintenance_windows", "WindowIdentities")),
    len(all_items_as_the_scripts_do("describe_patch_groups", "Mappings", MaxResults=3)),
]

ssm.put_parameter(Name="/tagged/by/boto3", Type="String", Value="x", Tags=[{"Key": "Team", "Value": "web"}])
tagging = boto3.client("resourcegroupstaggingapi", endpoint_url=endpoint)
arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/tagged/by/boto3"
missing = "arn:aws:ec2:eu-west-1:123456789012:instance/i-00000000000000000"
failed = tagging.tag_resources(ResourceARNList=[arn, missing], Tags={"Rack": "7"})["FailedResourcesMap"]
seen["tagging failed"] = {failed_arn: failure["ErrorCode"] for failed_arn, failure in failed.items()}
tagging.untag_resources(ResourceARNList=[arn], TagKeys=["Team"])
pages = tagging.get_paginator("get_resources").paginate(TagFilters=[{"Key": "Rack"}], PaginationConfig={"PageSize": 1})
seen["tagged"] = [item for page in pages for item in page["ResourceTagMappingList"]]
print(json.dumps(seen))
