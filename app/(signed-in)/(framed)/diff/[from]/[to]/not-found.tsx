import { NotThere } from "@/components/frame/not-there";

export default function DifferenceNotFound() {
  return <NotThere kind="difference" />;
}
